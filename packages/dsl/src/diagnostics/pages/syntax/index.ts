import type { DiagnosticPage } from '../../diagnostic-page.ts';
import { unquotedTemplate } from './unquoted-template.ts';

/** Diagnostics of the text itself, by code. */
export const syntaxPages: readonly DiagnosticPage[] = [unquotedTemplate];

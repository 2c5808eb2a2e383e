import type { DiagnosticPage } from '../../diagnostic-page.ts';
import { triggerLoop } from './trigger-loop.ts';

/** Diagnostics of this stage, by code. */
export const analysisPages: readonly DiagnosticPage[] = [triggerLoop];

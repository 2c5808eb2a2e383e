import type { DiagnosticPage } from '../../diagnostic-page.ts';
import { unknownPerson } from './unknown-person.ts';
import { unknownProperty } from './unknown-property.ts';

/** Diagnostics of this stage, by code. */
export const testPages: readonly DiagnosticPage[] = [unknownProperty, unknownPerson];

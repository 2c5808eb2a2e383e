import type { DiagnosticPage } from '../../diagnostic-page.ts';

/** Diagnostics of this stage, by code. */
export const analysisPages: readonly DiagnosticPage[] = [];

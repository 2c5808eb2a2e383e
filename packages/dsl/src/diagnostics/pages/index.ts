import type { DiagnosticPage } from '../diagnostic-page.ts';
import { analysisPages } from './analysis/index.ts';
import { flowPages } from './flow/index.ts';
import { internalPages } from './internal/index.ts';
import { permissionPages } from './permission/index.ts';
import { referencePages } from './reference/index.ts';
import { shapePages } from './shape/index.ts';
import { syntaxPages } from './syntax/index.ts';
import { templatePages } from './template/index.ts';
import { testPages } from './test/index.ts';

/** Every kind of diagnostic there is, by code. */
export const diagnosticPages: readonly DiagnosticPage[] = [
  ...syntaxPages,
  ...shapePages,
  ...referencePages,
  ...flowPages,
  ...permissionPages,
  ...templatePages,
  ...testPages,
  ...analysisPages,
  ...internalPages,
];

/** The page of a code (`DB3001`, in any case) or of a name (`unknown-name`); null if there is none. */
export function findPage(codeOrName: string): DiagnosticPage | null {
  const code = codeOrName.toUpperCase();
  return diagnosticPages.find((page) => page.code === code || page.name === codeOrName) ?? null;
}

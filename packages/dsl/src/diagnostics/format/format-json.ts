import type { SourceText } from '../../syntax/source-text.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { printedFiles } from './printed-files.ts';
import { toRecord } from './to-record.ts';

/** One JSON value: `{ diagnostics: [...], errors, warnings }`, with offsets, lines and columns. Ends in a line end. */
export function formatJson(diagnostics: readonly Diagnostic[], files: readonly SourceText[]): string {
  const fileOf = printedFiles(files);
  const value = {
    diagnostics: diagnostics.map((diagnostic) => toRecord(diagnostic, fileOf)),
    errors: diagnostics.filter(({ severity }) => severity === 'error').length,
    warnings: diagnostics.filter(({ severity }) => severity === 'warning').length,
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** JSON Lines: a diagnostic a line. */
export function formatJsonLines(diagnostics: readonly Diagnostic[], files: readonly SourceText[]): string {
  const fileOf = printedFiles(files);
  return diagnostics.map((diagnostic) => `${JSON.stringify(toRecord(diagnostic, fileOf))}\n`).join('');
}

import type { JsonObject } from '@deskbook/policies';
import type { Diagnostic } from '../diagnostic.ts';
import { printedSpan } from './printed-files.ts';
import type { PrintedFile } from './printed-files.ts';

/** A diagnostic as machines read it: everything it has, with lines and columns beside the offsets. */
export function toRecord(diagnostic: Diagnostic, fileOf: (path: string) => PrintedFile): JsonObject {
  const { code, name, severity, message, span, related = [], help, fixes = [] } = diagnostic;
  const spanRecord = (where: Diagnostic['span']): JsonObject => {
    const { start, end } = printedSpan(fileOf, where);
    return { file: where.file, start: { offset: where.start, ...start }, end: { offset: where.end, ...end } };
  };
  return {
    code,
    name,
    severity,
    message,
    span: spanRecord(span),
    ...(help === undefined ? {} : { help }),
    ...(related.length === 0
      ? {}
      : { related: related.map((other) => ({ message: other.message, span: spanRecord(other.span) })) }),
    ...(fixes.length === 0
      ? {}
      : {
          fixes: fixes.map(({ title, applicability, edits }) => ({
            title,
            applicability,
            edits: edits.map((edit) => ({ span: spanRecord(edit.span), text: edit.text })),
          })),
        }),
  };
}

import type { Reference } from '@deskbook/policies';
import type { Origin } from '../bundle/bundle.ts';
import type { Span } from '../diagnostics/diagnostic.ts';
import { lineIndex } from '../syntax/line-and-column.ts';
import type { SourceText } from '../syntax/source-text.ts';

/** Lines and columns of every reference that a file of the bundle wrote, sorted by reference. */
export function originsOf(
  references: ReadonlyMap<Reference, Span>,
  files: readonly SourceText[],
): { readonly [reference: Reference]: Origin } {
  // prettier-ignore
  const indexes = new Map(files.map(({ path, text }) => [path, lineIndex(text)]));
  const origins = [...references].flatMap(([reference, { file, start }]): [Reference, Origin][] => {
    const place = indexes.get(file)?.(start);
    return place === undefined ? [] : [[reference, { file, line: place.line, column: place.column }]];
  });
  return Object.fromEntries(origins.sort(([one], [other]) => (one < other ? -1 : 1)));
}

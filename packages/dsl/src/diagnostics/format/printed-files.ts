import { lineIndex } from '../../syntax/line-and-column.ts';
import type { LineAndColumn } from '../../syntax/line-and-column.ts';
import type { SourceText } from '../../syntax/source-text.ts';
import type { Span } from '../diagnostic.ts';

/** What a printer needs to know of a file. */
export interface PrintedFile {
  readonly text: string;
  readonly placeOf: (offset: number) => LineAndColumn;
}

/** Finds files by path, each looked over once. A file that is not there is empty. */
export function printedFiles(files: readonly SourceText[]): (path: string) => PrintedFile {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const known = new Map<string, PrintedFile>();
  return (path) => {
    const found = known.get(path);
    if (found !== undefined) return found;
    const text = texts.get(path) ?? '';
    const file = { text, placeOf: lineIndex(text) };
    known.set(path, file);
    return file;
  };
}

/** Where a span begins and ends, as people count. */
export interface PrintedSpan {
  readonly file: string;
  readonly start: LineAndColumn;
  readonly end: LineAndColumn;
}

/** A span in lines and columns; `end` is exclusive. */
export function printedSpan(file: (path: string) => PrintedFile, span: Span): PrintedSpan {
  const { placeOf } = file(span.file);
  return { file: span.file, start: placeOf(span.start), end: placeOf(span.end) };
}

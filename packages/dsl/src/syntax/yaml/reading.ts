import type { Node } from 'yaml';
import type { Diagnostic, Span } from '../../diagnostics/diagnostic.ts';
import type { Mended } from './mend-braces.ts';

/** What reading one YAML text needs and gathers. Offsets inside are those of `text`; `base` is where it stands in its file. */
export interface Reading {
  readonly file: string;
  /** As written, before anything was mended. */
  readonly text: string;
  readonly base: number;
  readonly mended: readonly Mended[];
  readonly diagnostics: Diagnostic[];
}

/** The place of `start` to `end` of the text in its file. */
export function spanOf(reading: Reading, start: number, end: number): Span {
  return { file: reading.file, start: reading.base + start, end: reading.base + Math.max(start, end) };
}

/** Where a node begins and ends, without the blank space after it. */
export function extentOf(reading: Reading, node: Node): { readonly start: number; readonly end: number } {
  const [start, valueEnd] = node.range ?? [0, 0];
  let end = valueEnd;
  while (end > start && isBlank(reading.text.charCodeAt(end - 1))) end -= 1;
  return { start, end };
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}

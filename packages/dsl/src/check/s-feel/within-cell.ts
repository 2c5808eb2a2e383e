import type { SourceText } from '../../syntax/source-text.ts';
import { spanOf, type Place } from '../place.ts';
import type { CellRange } from './unary-tests.ts';

/** A cell and how it was written, so that what is wrong inside it can be shown there. */
export interface Cell {
  readonly place: Place;
  readonly text: string;
  readonly files: readonly SourceText[];
}

/** The place of a part of a cell. Where YAML writes the text otherwise than it reads, with escapes or folded, it is the whole cell. */
export function withinCell({ place, text, files }: Cell, { from, to }: CellRange): Place {
  const whole = spanOf(place);
  const source = files.find(({ path }) => path === whole.file)?.text.slice(whole.start, whole.end) ?? '';
  const offset = source.indexOf(text);
  if (offset === -1 || text === '') return place;
  const start = whole.start + offset;
  const span = { file: whole.file, start: start + from, end: start + Math.max(to, from + 1) };
  const { checking } = place;
  return { ...place, checking: { ...checking, report: (diagnostic) => checking.report({ ...diagnostic, span }) } };
}

/** A place as people count: both from 1. Columns count UTF-16 units, as editors do. */
export interface LineAndColumn {
  readonly line: number;
  readonly column: number;
}

/**
 * Where an offset stands. For many offsets of one text use `lineIndex`, which looks the text over once.
 *
 * @example
 * lineAndColumn('a\nbc', 3); // { line: 2, column: 2 }
 */
export function lineAndColumn(text: string, offset: number): LineAndColumn {
  return lineIndex(text)(offset);
}

/** A function from offsets of this text to places, logarithmic in its lines. Offsets beyond the text are its end. */
export function lineIndex(text: string): (offset: number) => LineAndColumn {
  const starts = lineStarts(text);
  return (offset) => {
    const place = Math.max(0, Math.min(offset, text.length));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= place) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: place - (starts[low] ?? 0) + 1 };
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return starts;
}

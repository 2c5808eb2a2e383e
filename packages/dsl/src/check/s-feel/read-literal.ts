import { parseInstant } from '@deskbook/policies/conditions';
import { partsOf, type FeelNode } from './feel-parser.ts';
import { invalid, rangeOf, unsupported } from './problem.ts';
import type { CellRange, Endpoint, Read } from './unary-tests.ts';

/** A number, as written; null where it has more digits than are kept. */
export function readNumber(node: FeelNode, cell: string): Read<Endpoint> {
  const written = textOf(node, cell);
  const value = Number(written.replaceAll(/\s/g, ''));
  const lossy = !Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value));
  if (lossy) return invalid(node, `\`${written}\` has more digits than a number keeps`);
  return { ok: true, value: { kind: 'number', value, at: rangeOf(node) } };
}

/** A date, an instant or a duration: `date("…")`, or `@"…"`, which shows by its form what it is. */
export function readMoment(node: FeelNode, cell: string): Read<Endpoint> {
  const [first, , parameters] = partsOf(node);
  const at = first?.name === 'AtLiteral' ? first : parameters;
  const [text, ...more] = at === undefined ? [] : partsOf(at);
  const called = first === undefined ? '' : textOf(first, cell).replaceAll(/\s+/g, ' ');
  if (text === undefined || more.length > 0 || text.name !== 'StringLiteral')
    return unsupported(node, `\`${called}\` of anything but one text`, `write it as in \`date("2026-01-31")\``);
  const written = readText(text, cell);
  return readers[first?.name === 'AtLiteral' ? typeOf(written) : called]?.(written, rangeOf(node)) ?? timeOfDay(node);
}

/** What stands between the quotes. */
export function readText(node: FeelNode, cell: string): string {
  return textOf(node, cell)
    .slice(1, -1)
    .replaceAll(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|(["\\nrt]))/g, (whole, short, long, letter: string) => {
      const code = Number.parseInt(String(short ?? long), 16);
      if (short !== undefined || long !== undefined) return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
      return escapes[letter] ?? letter;
    });
}

const escapes: { readonly [letter: string]: string } = { n: '\n', r: '\r', t: '\t' };

/** A node as written. */
export function textOf({ from, to }: CellRange, cell: string): string {
  return cell.slice(from, to);
}

function typeOf(written: string): string {
  if (/^-?P/.test(written)) return 'duration';
  return written.includes('T') ? 'date and time' : /^\d{4}-/.test(written) ? 'date' : 'time';
}

const readers: { readonly [constructor: string]: (written: string, at: CellRange) => Read<Endpoint> } = {
  date: (value, at) =>
    value.length === 10 && parseInstant(value) !== undefined
      ? { ok: true, value: { kind: 'date', value, at } }
      : invalid(at, `\`${value}\` is not a day`, 'write a day such as `2026-12-31`'),
  'date and time': (written, at) => {
    const instant = written.includes('T') ? parseInstant(written) : undefined;
    if (instant === undefined)
      return invalid(at, `\`${written}\` is not an instant`, 'write it with its offset, as in `2026-03-27T14:00:00Z`');
    return { ok: true, value: { kind: 'time', value: new Date(instant).toISOString(), at } };
  },
  duration: readDuration,
};

const timeOfDay = (node: CellRange): Read<never> =>
  unsupported(node, 'a time of day', 'compare with an instant: `date and time("2026-03-27T14:00:00Z")`');

const lengths = [86_400_000, 3_600_000, 60_000, 1_000];

/** ISO 8601 without years and months, which are not always as long. */
function readDuration(written: string, at: CellRange): Read<Endpoint> {
  const match = /^(-?)P(?=[\dT])(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(written);
  if (match === null) {
    return /^-?P\d+[YM]/.test(written)
      ? unsupported(at, 'a duration of months or years, whose length differs', 'write it in days: `duration("P30D")`')
      : invalid(at, `\`${written}\` is not a duration`, 'write one such as `P2D`, `PT4H` or `PT1M30S`');
  }
  const total = lengths.reduce((sum, length, index) => sum + Number(match[index + 2] ?? 0) * length, 0);
  return { ok: true, value: { kind: 'duration', value: Math.round(match[1] === '-' ? -total : total), at } };
}

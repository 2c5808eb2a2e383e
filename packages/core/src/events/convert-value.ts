import type { Extraction } from '@deskbook/dsl/bundle';
import { type Json, parseInstant } from '@deskbook/policies';

/** Extractions that turn one value into another. */
export type Conversion = Exclude<
  Extraction,
  {
    readonly kind:
      | 'pointer'
      | 'header'
      | 'received'
      | 'literal'
      | 'first'
      | 'extract'
      | 'map'
      | 'each'
      | 'find'
      | 'person';
  }
>;

/** One value, converted; `undefined` where it is not of the kind it should be. Times become ISO 8601 instants in UTC. */
export function convertValue({ kind, format }: Conversion, from: Json): Json | undefined {
  switch (kind) {
    case 'epoch_ms':
      return fromEpoch(from, 1);
    case 'epoch_s':
      return fromEpoch(from, 1000);
    case 'time':
      return toInstant(from, format);
    case 'number':
      return toNumber(from);
    case 'boolean':
      return toBoolean(from);
    case 'split':
      return split(from, format ?? ',');
    case 'lower':
      return typeof from === 'string' ? from.toLowerCase() : undefined;
  }
}

function toNumber(from: Json): number | undefined {
  if (typeof from === 'number') return from;
  if (typeof from !== 'string' || !/^\s*-?\d+(?:\.\d+)?\s*$/u.test(from)) return undefined;
  const number = Number(from);
  return Number.isFinite(number) ? number : undefined;
}

function fromEpoch(from: Json, factor: number): string | undefined {
  const number = toNumber(from);
  return number === undefined ? undefined : iso(number * factor);
}

/** As ISO 8601 text; `undefined` beyond the years that can be written so. */
function iso(milliseconds: number): string | undefined {
  const date = new Date(Math.round(milliseconds));
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

function toInstant(from: Json, format: string | undefined): string | undefined {
  if (typeof from !== 'string') return undefined;
  const milliseconds = format === undefined ? parseInstant(from) : parseWith(from, format);
  return milliseconds === undefined ? undefined : iso(milliseconds);
}

/** The parts a written time can have; the longest spelling first. Without a zone it is UTC. */
const PARTS: readonly (readonly [RegExp, string])[] = [
  [/^(?:yyyy|YYYY)/u, 'year'],
  [/^MM/u, 'month'],
  [/^(?:dd|DD)/u, 'day'],
  [/^(?:HH|hh)/u, 'hour'],
  [/^mm/u, 'minute'],
  [/^ss/u, 'second'],
  [/^(?:Z|XXX)/u, 'zone'],
];

/** A time in a vendor's own notation, read by place: `yyyy-MM-dd HH:mm:ss`. */
function parseWith(text: string, format: string): number | undefined {
  const parts = new Map<string, string>();
  let rest = text;
  for (let left = format; left !== '';) {
    const [pattern, part] = PARTS.find(([spelling]) => spelling.test(left)) ?? [/^./u, null];
    const token = pattern.exec(left)?.[0] ?? left.slice(0, 1);
    left = left.slice(token.length);
    const size = part === null ? token.length : part === 'year' ? 4 : part === 'zone' ? rest.length : 2;
    const piece = rest.slice(0, size);
    rest = rest.slice(size);
    if (part === null ? piece !== token : piece.length !== size) return undefined;
    if (part !== null) parts.set(part, piece);
  }
  const at = (part: string, otherwise: string): string => parts.get(part) ?? otherwise;
  if (rest !== '') return undefined;
  return parseInstant(`${at('year', '1970')}-${at('month', '01')}-${at('day', '01')}T${at('hour', '00')}:${at('minute', '00')}:${at('second', '00')}${at('zone', 'Z')}`); // prettier-ignore
}

const BOOLEANS: ReadonlyMap<Json, boolean> = new Map<Json, boolean>([
  [true, true], [1, true], ['true', true], ['1', true],
  [false, false], [0, false], ['false', false], ['0', false],
]); // prettier-ignore

const toBoolean = (from: Json): boolean | undefined =>
  BOOLEANS.get(typeof from === 'string' ? from.toLowerCase() : from);

function split(from: Json, separator: string): readonly string[] | undefined {
  if (typeof from !== 'string') return undefined;
  return from.split(separator).flatMap((part) => (part.trim() === '' ? [] : [part.trim()]));
}

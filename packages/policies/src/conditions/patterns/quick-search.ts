import { type PlainAlternatives, type PlainItem, parsePlainPattern } from './parse-plain-pattern.ts';

/** Decides most searches before RE2 is asked. `undefined`: RE2 must. */
export type QuickSearch = (text: string) => boolean | undefined;

/** What the platform's engine looks for; how many ways lead through it, and how many steps it takes at most to try them all at one place. */
interface Source {
  readonly text: string;
  readonly ways: number;
  readonly steps: number;
}

/** The pieces that must all be found for an alternative to match; it surely matches where there is one piece and nothing was left out. */
interface Pieces {
  readonly sources: readonly Source[];
  readonly isWhole: boolean;
}

/**
 * How many ways may lead through a pattern, how many steps they may be together, and how long it may be written. A source without unbounded
 * repeats is tried at each place of the text in at most so many steps, which keeps a search linear in the text, and its factor small: six
 * alternatives before `a{900}` would be 64 times 900.
 */
const MAX_WAYS = 64;
const MAX_STEPS = 1_000;
const MAX_LENGTH = 2_000;

/**
 * Texts on which both engines agree: no half of a pair (RE2 counts characters, the platform halves), and neither of the two signs that RE2 takes for
 * an ASCII letter where case is ignored (long s, Kelvin).
 */
const PRECARIOUS = /[\u017F\u212A\uD800-\uDFFF]/;

/** Texts so long are looked through again for each pattern, rather than kept. */
const MAX_KEPT = 10_000;

/** Many patterns search one text after the other: what was found about the last one is kept. */
let lastText = '';
let isLastPlain = true;

function isPlain(text: string): boolean {
  if (text === lastText) return isLastPlain;
  const plain = !PRECARIOUS.test(text);
  if (text.length > MAX_KEPT) return plain;
  lastText = text;
  isLastPlain = plain;
  return plain;
}

/**
 * A quick search for a pattern of the plain subset, by the platform's engine, in time linear in the text; nothing for other patterns. Unbounded
 * repeats are cut out: what stands between them must be found for the pattern to match, and RE2 has the last word.
 */
export function quickSearch(source: string): QuickSearch | null {
  const pattern = parsePlainPattern(source);
  if (pattern === null) return null;
  const alternatives = pattern.alternatives.map((items) => piecesOf(items));
  if (alternatives.some(({ sources }) => sources.length === 0)) return null;
  const flags = pattern.ignoresCase ? 'i' : '';
  if (alternatives.every(({ isWhole }) => isWhole)) {
    const whole = either(alternatives.flatMap(({ sources }) => sources));
    if (whole === null) return null;
    const search = new RegExp(whole.text, flags);
    return (text) => (isPlain(text) ? search.test(text) : undefined);
  }
  const needed = alternatives.map(({ sources }) => sources.map((each) => new RegExp(each.text, flags)));
  return (text) => (!isPlain(text) || needed.some((all) => all.every((each) => each.test(text))) ? undefined : false);
}

/** Cuts a sequence at its unbounded repeats. Before the first item and after the last anything may stand, so these need no more than their least. */
function piecesOf(items: readonly PlainItem[]): Pieces {
  const sources: Source[] = [];
  let piece = NOTHING;
  let isWhole = true;
  const cut = (next: Source): void => {
    if (piece.text !== '') sources.push(piece);
    piece = next;
    isWhole = false;
  };
  for (const [index, item] of items.entries()) {
    const own = sourceOf(atLeast(item));
    const joined = own === null ? null : follow(piece, own);
    if (joined === null) cut(NOTHING);
    else piece = joined;
    if (isUnbounded(item) && index > 0 && index < items.length - 1) cut(own ?? NOTHING);
  }
  if (piece.text !== '') sources.push(piece);
  return { sources, isWhole };
}

const isUnbounded = (item: PlainItem): item is PlainItem & { readonly kind: 'repeat' } =>
  item.kind === 'repeat' && item.to === Number.POSITIVE_INFINITY;

/** An unbounded repeat as often as it must be there. */
const atLeast = (item: PlainItem): PlainItem => (isUnbounded(item) ? { ...item, to: item.from } : item);

const NOTHING: Source = { text: '', ways: 1, steps: 0 };

/** An item as a source; nothing where it is unbounded or leads too many ways. */
function sourceOf(item: PlainItem): Source | null {
  if (item.kind === 'atom' || item.kind === 'assertion') return { text: item.source, ways: 1, steps: 1 };
  if (item.kind === 'group') return groupOf(item.of);
  const of = sourceOf(item.of);
  if (of === null || item.to === Number.POSITIVE_INFINITY) return null;
  if (item.to === 0) return NOTHING;
  let ways = 0;
  for (let times = item.from; times <= item.to; times += 1) ways += of.ways ** times;
  let steps = 0;
  for (let times = 0; times < item.to; times += 1) steps += of.steps * of.ways ** times;
  return limited({ text: `${of.text}{${item.from},${item.to}}`, ways, steps });
}

function groupOf(alternatives: PlainAlternatives): Source | null {
  const sources: Source[] = [];
  for (const items of alternatives) {
    let sequence: Source | null = NOTHING;
    for (const item of items) {
      const own = sourceOf(item);
      sequence = own === null || sequence === null ? null : follow(sequence, own);
    }
    if (sequence === null) return null;
    sources.push(sequence);
  }
  return either(sources);
}

const follow = (one: Source, other: Source): Source | null =>
  limited({ text: one.text + other.text, ways: one.ways * other.ways, steps: one.steps + one.ways * other.steps });

const either = (sources: readonly Source[]): Source | null =>
  limited({
    text: `(?:${sources.map(({ text }) => text).join('|')})`,
    ways: sources.reduce((sum, { ways }) => sum + ways, 0),
    steps: sources.reduce((sum, { steps }) => sum + steps, 0),
  });

const limited = (source: Source): Source | null =>
  source.ways > MAX_WAYS || source.steps > MAX_STEPS || source.text.length > MAX_LENGTH ? null : source;

import { RE2JS, RE2JSException, RE2JSSyntaxException } from 're2js';
import { type QuickSearch, quickSearch } from './patterns/quick-search.ts';

/** A compiled pattern. Every search takes time linear in the text, whatever the pattern. */
export interface Pattern {
  readonly source: string;
  /** Whether the pattern is found anywhere in the text. */
  readonly test: (text: string) => boolean;
  /** Whether the pattern covers the whole text. */
  readonly testWhole: (text: string) => boolean;
  /** The first match and its groups (`null` where a group took no part), or `null` where nothing matches. */
  readonly capture: (text: string) => readonly (string | null)[] | null;
}

/** A pattern, or why there is none: a sentence for the author, lower case. */
export type PatternResult =
  | { readonly ok: true; readonly pattern: Pattern }
  | { readonly ok: false; readonly message: string };

/** How long a pattern may be, in characters. */
export const MAX_PATTERN_LENGTH = 1_000;

/**
 * How many steps a pattern may unfold to: `a{900}` is short and is 900. A search takes at most this many steps for each character, so
 * that a few characters of pattern can't make it take minutes.
 */
export const MAX_PATTERN_STEPS = 1_500;

/**
 * How long a text a condition may search, in characters; a longer one is a value of the wrong type. A search is linear in the text, but
 * what the pattern unfolds to is its factor.
 */
export const MAX_SEARCHED_LENGTH = 200_000;

const MAX_CACHED = 500;
const cache = new Map<string, PatternResult>();

/**
 * Compiles an RE2 pattern (no look-around, no back references; flags as `(?i)` at its start). Results are cached, the
 * least recently used forgotten first.
 *
 * @example
 * const result = compilePattern('(?i)\\bvpn\\b');
 * if (result.ok) result.pattern.test('The VPN is down'); // true
 */
export function compilePattern(source: string): PatternResult {
  const known = cache.get(source);
  if (known !== undefined) {
    cache.delete(source);
    cache.set(source, known);
    return known;
  }
  const result = compile(source);
  if (source.length <= MAX_PATTERN_LENGTH) remember(source, result);
  return result;
}

function remember(source: string, result: PatternResult): void {
  cache.set(source, result);
  if (cache.size <= MAX_CACHED) return;
  for (const oldest of cache.keys()) {
    cache.delete(oldest);
    return;
  }
}

function compile(source: string): PatternResult {
  if (source.length > MAX_PATTERN_LENGTH) {
    return {
      ok: false,
      message: `a pattern has at most ${MAX_PATTERN_LENGTH} characters; this one has ${source.length}`,
    };
  }
  try {
    const compiled = RE2JS.compile(source);
    const steps = compiled.programSize();
    if (steps <= MAX_PATTERN_STEPS) return { ok: true, pattern: new CompiledPattern(source, compiled) };
    return { ok: false, message: `a pattern unfolds to at most ${MAX_PATTERN_STEPS} steps; this one to ${steps}` };
  } catch (error) {
    return { ok: false, message: explain(error) };
  }
}

/** Whether a value is a pattern that {@link compilePattern} made. Nothing that comes from outside is. */
export function isCompiledPattern(value: unknown): value is Pattern {
  return value instanceof CompiledPattern;
}

class CompiledPattern implements Pattern {
  readonly source: string;
  readonly #compiled: RE2JS;
  /** Made at the first search. */
  #quick: QuickSearch | null | undefined;

  constructor(source: string, compiled: RE2JS) {
    this.source = source;
    this.#compiled = compiled;
  }

  test(text: string): boolean {
    if (this.#quick === undefined) this.#quick = quickSearch(this.source);
    return this.#quick?.(text) ?? this.#compiled.test(text);
  }

  testWhole(text: string): boolean {
    return this.#compiled.testExact(text);
  }

  capture(text: string): readonly (string | null)[] | null {
    return capture(this.#compiled, text);
  }
}

function capture(compiled: RE2JS, text: string): readonly (string | null)[] | null {
  const matcher = compiled.matcher(text);
  if (!matcher.find()) return null;
  return Array.from({ length: matcher.groupCount() + 1 }, (_, group) => matcher.group(group));
}

function explain(error: unknown): string {
  if (error instanceof RE2JSSyntaxException) {
    const at = error.getPattern();
    return at === null ? error.getDescription() : `${error.getDescription()}: \`${at}\``;
  }
  if (error instanceof RE2JSException) return error.message;
  throw error;
}

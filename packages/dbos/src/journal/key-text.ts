import { createHash } from 'node:crypto';

/**
 * A key as PostgreSQL can hold it. Its text knows neither U+0000 nor half of a surrogate pair, and either may be in what somebody else
 * named; such a character is written as an escape, so that two keys are one only where they were one.
 */
export function toKeyText(key: string): string {
  return UNFIT.test(key) ? key.replace(EACH_UNFIT, escaped) : key;
}

/**
 * A key as PostgreSQL can hold it in an index, which has room for some 2,700 bytes: a long one is known by its digest. For keys that are
 * looked for and never read back.
 */
export function toLookUpText(key: string): string {
  return key.length <= LONGEST
    ? toKeyText(key)
    : `\\sha256:${createHash('sha256').update(toKeyText(key)).digest('hex')}`;
}

const LONGEST = 200;

/** The key that was written so. */
export function fromKeyText(text: string): string {
  return text.includes('\\') ? text.replace(EACH_ESCAPE, unescaped) : text;
}

// oxlint-disable-next-line no-control-regex
const UNFIT = /[\u0000\\\p{Cs}]/u;
const EACH_UNFIT = new RegExp(UNFIT, 'gu');
const EACH_ESCAPE = /\\(?:\\|u[0-9a-f]{4})/gu;

const escaped = (character: string): string =>
  character === '\\' ? '\\\\' : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

const unescaped = (escape: string): string =>
  escape === '\\\\' ? '\\' : String.fromCharCode(Number.parseInt(escape.slice(2), 16));

/**
 * Whether these bytes are canonical JSON (RFC 8785) beyond doubt, found in one pass and without building anything. False means only that it
 * takes a closer look: a name that is not plain ASCII, a number that is not a short integer, very deep nesting.
 *
 * The bytes must be UTF-8.
 */
export function scanCanonical(bytes: Uint8Array): boolean {
  // For each level: where the last name began and ended, or -1 in a list.
  const starts: number[] = [];
  const ends: number[] = [];
  const { length } = bytes;
  let at = 0;
  let depth = 0;
  for (;;) {
    // A value begins here.
    const first = bytes[at];
    if (first === QUOTE) {
      at = endOfString(bytes, at + 1, length);
      if (at < 0) return false;
    } else if (first === OPEN_RECORD || first === OPEN_LIST) {
      if (depth >= deepest) return false;
      const isRecord = first === OPEN_RECORD;
      at += 1;
      if (bytes[at] === (isRecord ? CLOSE_RECORD : CLOSE_LIST)) at += 1;
      else {
        starts[depth] = isRecord ? 0 : -1;
        ends[depth] = 0;
        depth += 1;
        if (isRecord) {
          at = nextName(bytes, at, length, depth - 1, starts, ends);
          if (at < 0) return false;
        }
        continue;
      }
    } else {
      at = endOfWord(bytes, at, length);
      if (at < 0) return false;
    }
    // A value has ended here.
    for (;;) {
      if (depth === 0) return at === length;
      const inList = starts[depth - 1] === -1;
      const next = bytes[at];
      at += 1;
      if (next === COMMA) {
        if (!inList) {
          at = nextName(bytes, at, length, depth - 1, starts, ends);
          if (at < 0) return false;
        }
        break;
      }
      if (next !== (inList ? CLOSE_LIST : CLOSE_RECORD)) return false;
      depth -= 1;
    }
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const MINUS = 0x2d;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_RECORD = 0x7b;
const CLOSE_RECORD = 0x7d;
const deepest = 200;
/** So many digits are an integer that is written as it is. */
const mostDigits = 15;

/** The place after a string's closing quote, if it is written with as few escapes as there can be; or -1. */
function endOfString(bytes: Uint8Array, from: number, length: number): number {
  let at = from;
  while (at < length) {
    const byte = bytes[at] as number;
    if (byte === QUOTE) return at + 1;
    if (byte < 0x20) return -1;
    if (byte === BACKSLASH) {
      const skipped = endOfEscape(bytes, at + 1);
      if (skipped < 0) return -1;
      at = skipped;
    } else at += 1;
  }
  return -1;
}

/** `\"`, `\\`, `\b`, `\f`, `\n`, `\r` and `\t`; of the rest only control characters are escaped, as `\u00` and two small hex digits. */
function endOfEscape(bytes: Uint8Array, at: number): number {
  const byte = bytes[at];
  if (byte === QUOTE || byte === BACKSLASH) return at + 1;
  if (byte === 0x62 || byte === 0x66 || byte === 0x6e || byte === 0x72 || byte === 0x74) return at + 1;
  if (byte !== 0x75 || bytes[at + 1] !== 0x30 || bytes[at + 2] !== 0x30) return -1;
  const high = bytes[at + 3];
  const low = bytes[at + 4] as number;
  const isHex = (low >= 0x30 && low <= 0x39) || (low >= 0x61 && low <= 0x66);
  if (!isHex || (high !== 0x30 && high !== 0x31)) return -1;
  // \u0008, \u0009, \u000a, \u000c and \u000d have shorter forms.
  const hasShorter = high === 0x30 && (low === 0x38 || low === 0x39 || low === 0x61 || low === 0x63 || low === 0x64);
  return hasShorter ? -1 : at + 5;
}

/** The place after `"name":`, where the name is plain ASCII and comes after the one before it; or -1. */
function nextName(
  bytes: Uint8Array,
  from: number,
  length: number,
  level: number,
  starts: number[],
  ends: number[],
): number {
  if (bytes[from] !== QUOTE) return -1;
  let at = from + 1;
  for (; at < length; at += 1) {
    const byte = bytes[at] as number;
    if (byte === QUOTE) break;
    if (byte < 0x20 || byte >= 0x80 || byte === BACKSLASH) return -1;
  }
  if (bytes[at + 1] !== COLON) return -1;
  const [before, beforeEnd] = [starts[level] as number, ends[level] as number];
  if (beforeEnd > 0 && !comesAfter(bytes, from + 1, at, before, beforeEnd)) return -1;
  starts[level] = from + 1;
  ends[level] = at;
  return at + 2;
}

function comesAfter(bytes: Uint8Array, start: number, end: number, before: number, beforeEnd: number): boolean {
  const shared = Math.min(end - start, beforeEnd - before);
  for (let offset = 0; offset < shared; offset += 1) {
    const difference = (bytes[start + offset] as number) - (bytes[before + offset] as number);
    if (difference !== 0) return difference > 0;
  }
  return end - start > beforeEnd - before;
}

/** The place after `true`, `false`, `null` or a short integer; or -1. */
function endOfWord(bytes: Uint8Array, from: number, length: number): number {
  const first = bytes[from];
  if (first === 0x74) return isWord(bytes, from, TRUE) ? from + 4 : -1;
  if (first === 0x66) return isWord(bytes, from, FALSE) ? from + 5 : -1;
  if (first === 0x6e) return isWord(bytes, from, NULL) ? from + 4 : -1;
  const start = first === MINUS ? from + 1 : from;
  let at = start;
  while (at < length && (bytes[at] as number) >= 0x30 && (bytes[at] as number) <= 0x39) at += 1;
  const digits = at - start;
  if (digits === 0 || digits > mostDigits) return -1;
  // No leading zeros, no minus zero, nothing after the point.
  if (bytes[start] === 0x30 && (digits > 1 || start !== from)) return -1;
  const next = bytes[at];
  return next === 0x2e || next === 0x65 || next === 0x45 ? -1 : at;
}

const codes = (word: string): readonly number[] => [...new TextEncoder().encode(word)];
const TRUE = codes('true');
const FALSE = codes('false');
const NULL = codes('null');

const isWord = (bytes: Uint8Array, at: number, word: readonly number[]): boolean =>
  word.every((code, offset) => bytes[at + offset] === code);

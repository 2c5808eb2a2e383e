import canonicalize from 'canonicalize';

/** How deep plain values may be nested to be written by recursion. */
const deepest = 64;

/** What has to be written otherwise than it stands, or must not be written at all. */
// oxlint-disable-next-line no-control-regex
const special = /[\u0000-\u001f"\\\ud800-\udfff]/u;
const beyondPlain = Symbol('beyond plain');

/**
 * Canonical JSON (RFC 8785) of a value. Plain records, lists, texts and numbers, as the journal has them, are written in one go;
 * whatever is more than that is left to the library, which says what it comes to.
 *
 * @throws TypeError when it is not JSON at all; Error where it holds a number or a text that JSON cannot carry.
 */
export function canonicalJson(value: unknown): string {
  try {
    return write(value, 0);
  } catch (error) {
    if (error !== beyondPlain) throw error;
  }
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('only JSON values can be stored');
  return text;
}

function write(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      return special.test(value) ? writeSpecial(value) : `"${value}"`;
    case 'number':
      if (!Number.isFinite(value)) throw beyondPlain;
      return value === 0 ? '0' : `${value}`;
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      if (depth > deepest) throw beyondPlain;
      if (!Array.isArray(value)) return writeRecord(value, depth);
      if ('toJSON' in value) throw beyondPlain;
      return writeList(value, depth);
    default:
      throw beyondPlain;
  }
}

function writeSpecial(text: string): string {
  if (!text.isWellFormed()) throw beyondPlain;
  return JSON.stringify(text);
}

function writeList(list: readonly unknown[], depth: number): string {
  let text = '[';
  for (let index = 0; index < list.length; index += 1) text += (index === 0 ? '' : ',') + write(list[index], depth + 1);
  return `${text}]`;
}

function writeRecord(record: object, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(record);
  if ((prototype !== Object.prototype && prototype !== null) || 'toJSON' in record) throw beyondPlain;
  let text = '{';
  for (const key of sorted(Object.keys(record))) {
    const value = (record as { readonly [key: string]: unknown })[key];
    if (value === undefined) continue;
    text += (text === '{' ? '' : ',') + labelOf(key) + write(value, depth + 1);
  }
  return `${text}}`;
}

/** Names of fields as they are written: there are few, and they come again and again. */
const labels = new Map<string, string>();
const mostLabels = 4_096;

function labelOf(key: string): string {
  const known = labels.get(key);
  if (known !== undefined) return known;
  const label = `${write(key, 0)}:`;
  if (labels.size < mostLabels) labels.set(key, label);
  return label;
}

/** By UTF-16 code units, which is how texts compare. What was read back from the journal is sorted already. */
function sorted(keys: string[]): readonly string[] {
  for (let index = 1; index < keys.length; index += 1) {
    if ((keys[index - 1] ?? '') > (keys[index] ?? '')) return keys.sort();
  }
  return keys;
}

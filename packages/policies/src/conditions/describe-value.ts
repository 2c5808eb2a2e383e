import type { Json } from '../json.ts';

/** The longest a value is printed; records and long texts are cut there. */
const LONGEST = 80;

/** A value as it is printed: bare where it is one word, else JSON, cut where it is long. */
export function describeValue(value: Json): string {
  const text = typeof value === 'string' && /^[\w.:/@-]+$/.test(value) ? value : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

import type { Json } from '@deskbook/policies';
import type { Rejection } from './desk-event.ts';

/** The longest body that is read, in bytes of UTF-8. */
export const MAX_BODY_BYTES = 1_048_576;

/** How deep objects and lists may stand in one another. */
export const MAX_DEPTH = 64;

export type ParsedPayload =
  | { readonly ok: true; readonly payload: Json }
  | { readonly ok: false; readonly rejection: Rejection };

/**
 * Reads a body as JSON, within limits, and so that nothing is lost or smuggled in: numbers too large for a number stay as
 * text (two tickets never become one), broken surrogates are replaced, and a `__proto__` key is refused.
 */
export function parsePayload(body: string): ParsedPayload {
  if (Buffer.byteLength(body) > MAX_BODY_BYTES) {
    return rejected('too_large', `the body has more than ${MAX_BODY_BYTES} bytes`);
  }
  if (nesting(body) > MAX_DEPTH) return rejected('too_large', `the body nests deeper than ${MAX_DEPTH} levels`);
  let smuggled = false;
  const keep: Reviver = (key, value, context) => {
    if (key === '__proto__') smuggled = true;
    if (typeof value === 'string') return value.toWellFormed();
    return isTooLarge(value, context?.source) ? context?.source : value;
  };
  try {
    const payload = JSON.parse(body, keep) as Json;
    return smuggled ? rejected('not_json', 'the key `__proto__` is not accepted') : { ok: true, payload };
  } catch (error) {
    return rejected('not_json', `the body is not JSON: ${error instanceof Error ? error.message : 'unreadable'}`);
  }
}

type Reviver = (this: unknown, key: string, value: unknown, context?: { readonly source?: string }) => unknown;

const rejected = (code: Rejection['code'], message: string): ParsedPayload => ({
  ok: false,
  rejection: { code, message },
});

const isTooLarge = (value: unknown, source: string | undefined): boolean =>
  typeof value === 'number' &&
  source !== undefined &&
  (!Number.isFinite(value) || (!Number.isSafeInteger(value) && /^-?\d+$/u.test(source)));

/** The deepest nesting of a JSON text, seen without parsing it: a parser's own stack is never at the mercy of the text. */
function nesting(text: string): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (quoted) {
      if (character === '\\') index += 1;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '{' || character === '[') deepest = Math.max(deepest, (depth += 1));
    else if (character === '}' || character === ']') depth -= 1;
  }
  return deepest;
}

import type { Json, JsonObject } from '../json.ts';

/** How much a request may hold. */
export const MAX_BODY_BYTES = 1_000_000;
const MAX_DEPTH = 32;

/** A body, or what is wrong with it: one sentence, lower case. */
export type ReadResult<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string };

/** Names by which a careless reader of the data reaches a prototype. */
const PROTOTYPE_NAMES = new Set(['__proto__', 'constructor', 'prototype']);
/** A text, also one that does not end, so that none is looked at twice; or a sign. */
const TOKEN = /"[^"\\]*(?:\\.?[^"\\]*)*(?:"|$)|[{}[\],:]/gsu;

/**
 * Reads a JSON object. Refuses what readers take in different ways, so that nothing is decided about one meaning and done in another:
 * a name that occurs twice, half of a character pair, names of prototypes; and anything nested more than 32 deep.
 */
export function readJsonObject(text: string): ReadResult<JsonObject> {
  const objection = objectTo(text);
  if (objection !== null) return { ok: false, message: objection };
  try {
    const value = JSON.parse(text) as Json;
    if (isObject(value)) return { ok: true, value };
  } catch {
    return { ok: false, message: 'the body is not JSON' };
  }
  return { ok: false, message: 'the body is not a JSON object' };
}

/** Whether a value is an object, not a list and not `null`. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Goes through the text once, before anything is built from it. */
function objectTo(text: string): string | null {
  const open: (Set<string> | null)[] = [];
  let last = '';
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') open.push(token === '{' ? new Set() : null);
    if (token === '}' || token === ']') open.pop();
    if (open.length > MAX_DEPTH) return `the body nests more than ${MAX_DEPTH} levels deep`;
    const objection = token === ':' ? objectToName(last, open.at(-1)) : null;
    if (objection !== null) return objection;
    last = token;
  }
  return null;
}

function objectToName(token: string, names: Set<string> | null | undefined): string | null {
  const name = readName(token);
  if (name === undefined || !names) return null;
  if (PROTOTYPE_NAMES.has(name)) return `the name ${JSON.stringify(name)} is not accepted`;
  if (!name.isWellFormed()) return 'a name has half of a character pair';
  if (names.has(name)) return `the name ${JSON.stringify(name.slice(0, 100))} occurs twice`;
  names.add(name);
  return null;
}

/** A name as the parser will read it. What is none is left to the parser. */
function readName(token: string): string | undefined {
  if (!token.startsWith('"')) return undefined;
  try {
    return JSON.parse(token) as string;
  } catch {
    return undefined;
  }
}

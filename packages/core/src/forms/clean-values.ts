import type { Json, JsonObject } from '@deskbook/policies';

/** How large one form, input or output may be, in characters of its texts and names. Larger things are files, and go by their handle. */
const mostCharacters = 1_000_000;

/** How deep records and lists may stand in one another. */
const mostLevels = 64;

/** Values as the journal can hold them, or why it cannot: a sentence's end. */
export type Cleaned =
  | { readonly ok: true; readonly values: JsonObject }
  | { readonly ok: false; readonly message: string };

/**
 * A copy of what came in from outside that is JSON through and through, whatever its types say: halves of characters are replaced,
 * what has no value is left out, and what is no JSON, too large or too deep is refused before anything else looks at it.
 */
export function cleanValues(values: JsonObject): Cleaned {
  let characters = 0;
  const count = (text: string): string => {
    characters += text.length;
    if (characters > mostCharacters) throw new Unclean(`is larger than ${mostCharacters} characters`);
    return text.toWellFormed();
  };
  const clean = (value: unknown, level: number): Json => {
    if (typeof value === 'string') return count(value);
    if (value === null || typeof value === 'boolean') return value;
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    if (typeof value !== 'object') throw new Unclean('holds something that is no JSON');
    if (level > mostLevels) throw new Unclean(`nests deeper than ${mostLevels} levels`);
    count(' ');
    if (Array.isArray(value)) return value.map((item: unknown) => clean(item, level + 1));
    const parts = Object.entries(value).filter(([, part]) => part !== undefined);
    return Object.fromEntries(parts.map(([name, part]) => [count(name), clean(part, level + 1)]));
  };
  try {
    return { ok: true, values: clean(values, 1) as JsonObject };
  } catch (problem) {
    if (problem instanceof Unclean) return { ok: false, message: problem.message };
    throw problem;
  }
}

class Unclean extends Error {}

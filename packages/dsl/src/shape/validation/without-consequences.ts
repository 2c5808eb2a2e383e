import type { Diagnostic, Span } from '../../diagnostics/diagnostic.ts';
import { emptyValue } from '../../diagnostics/pages/shape/empty-value.ts';
import { misplacedKey } from '../../diagnostics/pages/shape/misplaced-key.ts';
import { missingKey } from '../../diagnostics/pages/shape/missing-key.ts';
import { unknownKey } from '../../diagnostics/pages/shape/unknown-key.ts';
import type { Definition } from '../../syntax/syntax.ts';

/** What the checker said of the value at a pointer. */
export interface Found {
  readonly pointer: string;
  readonly diagnostic: Diagnostic;
}

/**
 * Leaves one diagnostic for each mistake: not what an earlier error at the same place explains, nothing twice, and no missing
 * key where the same mapping has a misspelt one that is probably meant.
 */
export function withoutConsequences(
  definition: Definition,
  found: readonly Found[],
  earlier: readonly Diagnostic[],
): readonly Diagnostic[] {
  const errors = earlier.filter(({ severity, span }) => severity === 'error' && span.file === definition.file);
  const seen = new Set<string>();
  const left = found
    .filter(({ pointer, diagnostic }) => !errors.some((error) => explains(error.span, definition, pointer, diagnostic)))
    .filter(({ pointer, diagnostic }) => !isMisspelt(found, pointer, diagnostic));
  return together(left).filter(({ code, message, span }) => {
    const key = `${span.start}:${code}:${message}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** Several keys that one mapping lacks are one mistake. */
function together(found: readonly Found[]): readonly Diagnostic[] {
  const lacking = new Map<string, string[]>();
  for (const { pointer, diagnostic } of found) {
    const key = missingIn(diagnostic);
    if (key !== null) lacking.set(pointer, [...(lacking.get(pointer) ?? []), key]);
  }
  return found.flatMap(({ pointer, diagnostic }) => {
    const key = missingIn(diagnostic);
    const keys = lacking.get(pointer) ?? [];
    if (key === null || keys.length === 1) return [diagnostic];
    if (key !== keys[0]) return [];
    const list = `${keys.slice(0, -1).join(', no ')} and no ${keys.at(-1) ?? ''}`;
    return [{ ...diagnostic, message: diagnostic.message.replace(key, list), help: 'add them' }];
  });
}

/** The key that a diagnostic says is missing. */
function missingIn({ code, message }: Diagnostic): string | null {
  return code === missingKey.code ? (/ has no (`[^`]+`)$/u.exec(message)?.[1] ?? null) : null;
}

/** The keys of which a diagnostic says that one is wanted, and none is there. */
function choiceIn({ code, message }: Diagnostic): readonly string[] {
  const [, first, second] = / says neither (`[^`]+`) nor (`[^`]+`)$/u.exec(message) ?? [];
  return code === misplacedKey.code ? [first, second].flatMap((key) => key ?? []) : [];
}

function explains(error: Span, definition: Definition, pointer: string, diagnostic: Diagnostic): boolean {
  if (overlap(error, diagnostic.span)) return true;
  const place = definition.spans[pointer];
  // A mapping that lost a key to an earlier error lacks it for that reason, and a value that could not be read is empty for it.
  const lost = diagnostic.code === missingKey.code || diagnostic.code === emptyValue.code;
  return lost && place !== undefined && overlap(error, place.value);
}

function overlap(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}

function isMisspelt(found: readonly Found[], pointer: string, diagnostic: Diagnostic): boolean {
  const missing = missingIn(diagnostic);
  const wanted = missing === null ? choiceIn(diagnostic) : [missing];
  return found.some(
    ({ pointer: at, diagnostic: other }) =>
      at === pointer && other.code === unknownKey.code && wanted.some((key) => other.help === `did you mean ${key}`),
  );
}

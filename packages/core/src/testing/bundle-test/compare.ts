import type { Json } from '@deskbook/policies';
import { isRecord } from '../../facts/is-record.ts';

/** One way in which what happened is not what was expected; `path` is a JSON Pointer into `expect`. */
export interface Difference {
  readonly path: string;
  readonly expected: Json;
  readonly actual: Json | undefined;
}

/**
 * Holds what happened against what was expected: maps are partial, lists are complete in any order unless `{ include: [...] }`. A text
 * stands for a map with that `id`, so that `[access-fulfilment]` says enough; one thing stands for a list of just it.
 */
export function compare(expected: Json, actual: Json | undefined, path = ''): readonly Difference[] {
  if (isRecord(expected) && Array.isArray(expected['include']))
    return including(expected['include'], listOf(actual), path);
  if (Array.isArray(expected)) return complete(expected, listOf(actual), path, actual);
  if (Array.isArray(actual)) return complete([expected], actual, path, actual).map((each) => ({ ...each, expected }));
  if (isRecord(expected) && isRecord(actual))
    return Object.entries(expected).flatMap(([key, value]) =>
      compare(value, Object.hasOwn(actual, key) ? actual[key] : undefined, `${path}/${key}`),
    );
  return same(expected, actual) ? [] : [{ path, expected, actual }];
}

function including(expected: readonly Json[], actual: readonly Json[], path: string): readonly Difference[] {
  return leftOver(expected, actual).missing.map((missing) => ({
    path,
    expected: { include: [missing] },
    actual: [...actual],
  }));
}

function complete(
  expected: readonly Json[],
  actual: readonly Json[],
  path: string,
  whole: Json | undefined,
): readonly Difference[] {
  const { missing, extra } = leftOver(expected, actual);
  return missing.length === 0 && extra.length === 0
    ? []
    : [{ path, expected: [...expected], actual: whole === undefined ? undefined : [...actual] }];
}

/** Pairs what is expected with what there is, each once. */
function leftOver(
  expected: readonly Json[],
  actual: readonly Json[],
): { readonly missing: readonly Json[]; readonly extra: readonly Json[] } {
  const extra = [...actual];
  const missing = expected.filter((wanted) => {
    const index = extra.findIndex((each) => compare(wanted, each).length === 0);
    if (index >= 0) extra.splice(index, 1);
    return index < 0;
  });
  return { missing, extra };
}

function same(expected: Json, actual: Json | undefined): boolean {
  if (expected === actual) return true;
  return (
    isRecord(actual) &&
    !isRecord(expected) &&
    !Array.isArray(expected) &&
    expected !== null &&
    actual['id'] === expected
  );
}

function listOf(actual: Json | undefined): readonly Json[] {
  return Array.isArray(actual) ? actual : actual === undefined || actual === null ? [] : [actual];
}

import { unknownAction } from '../diagnostics/pages/reference/unknown-action.ts';
import { unknownName } from '../diagnostics/pages/reference/unknown-name.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { FailedDefinition } from '../syntax/syntax.ts';

const aboutNames: ReadonlySet<string> = new Set([unknownName.name, unknownAction.name]);

/** Leaves out complaints that a name is unknown where its definition is there and has its own diagnostic: one mistake, one diagnostic. */
export function withoutConsequences(
  diagnostics: readonly Diagnostic[],
  failed: readonly FailedDefinition[],
): readonly Diagnostic[] {
  // prettier-ignore
  if (failed.length === 0) return diagnostics;
  const ids = new Set(failed.map(({ id }) => id));
  return diagnostics.filter(
    ({ name, message }) => !aboutNames.has(name) || !ids.has(/`([^`]*)`$/.exec(message)?.[1] ?? ''),
  );
}

import { unknownAction } from '../diagnostics/pages/reference/unknown-action.ts';
import { unknownName } from '../diagnostics/pages/reference/unknown-name.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';

const aboutNames: ReadonlySet<string> = new Set([unknownName.name, unknownAction.name]);

/** Leaves out complaints that a name is unknown where its definition is there and has its own diagnostic: one mistake, one diagnostic. */
export function withoutConsequences(
  diagnostics: readonly Diagnostic[],
  unread: ReadonlySet<string>,
): readonly Diagnostic[] {
  if (unread.size === 0) return diagnostics;
  return diagnostics.filter(
    ({ name, message }) => !aboutNames.has(name) || !unread.has(/`([^`]*)`$/.exec(message)?.[1] ?? ''),
  );
}

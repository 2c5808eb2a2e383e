import type { FactModel } from '../bundle/fact-model.ts';
import type { Fields } from '../bundle/field.ts';
import { modelScope, type Scope } from './scope.ts';

/** Roots that only conditions of access speak of. */
const accessRoots: ReadonlySet<string> = new Set(['subject', 'resource']);

/**
 * The facts a definition may name: the model's roots but `subject` and `resource`, which only permissions have, and further
 * ones of its own (`form`, `input`, `steps`, `values`). `without` is a root that would speak of what is being defined.
 */
export function factScope(model: FactModel, more: Fields = {}, without: string | null = null): Scope {
  const roots = Object.keys(model.roots).filter((root) => !accessRoots.has(root) && root !== without);
  return modelScope(model, more, roots);
}

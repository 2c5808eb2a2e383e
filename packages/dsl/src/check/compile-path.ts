import type { FactPath } from '@deskbook/policies';
import type { Field } from '../bundle/field.ts';
import type { Place } from './place.ts';
import { report } from './report.ts';
import { resolveVariable } from './resolve-variable.ts';
import { unknownFact } from '../diagnostics/pages/reference/unknown-fact.ts';

/** The field a path names in scope; null (reported) where there is none. */
export function compilePath(path: FactPath, place: Place, on: 'value' | 'key' = 'value'): Field | null {
  const resolved = resolveVariable(place.scope, path);
  if (resolved.ok) return resolved.fact.field;
  const { message, help } = resolved.problem;
  report(place, unknownFact, message, { on, help });
  return null;
}

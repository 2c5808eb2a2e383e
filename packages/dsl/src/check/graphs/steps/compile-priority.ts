import type { Json } from '@deskbook/policies';
import type { Fields } from '../../../bundle/field.ts';
import type { Workflow } from '../../../bundle/workflow.ts';
import { compileLiteral } from '../../compile-literal.ts';
import { compilePath } from '../../compile-path.ts';
import { isRecord } from '../../is-record.ts';
import { at, within, type Place } from '../../place.ts';
import { modelScope, recordRoot } from '../../scope.ts';
import { spell } from '../../spell.ts';

/** Roots that a run keeps as they were when it began, beside its input. */
const kept = ['ticket', 'request'];

/** How urgent the runs of a workflow are. Absent: it says nothing. */
export function compilePriority(raw: Json | undefined, input: Fields, place: Place): Pick<Workflow, 'priority'> {
  if (!isRecord(raw)) return {};
  const here = within(place, modelScope(place.scope.model, { input: recordRoot(input) }, kept));
  const by = spell(raw['by']);
  const field = compilePath(by, at(here, 'by'));
  if (field === null) return {};
  const single = { ...field, list: false, optional: false };
  const values = Array.isArray(raw['order']) ? raw['order'] : [];
  const order = values.flatMap(
    (value: Json, index) => compileLiteral(value, single, at(here, 'order', index), by) ?? [],
  );
  return { priority: { by, order: [...new Set(order)] } };
}

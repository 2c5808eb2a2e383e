import type { Change, Json } from '@deskbook/policies';
import type { Workflow } from '../../../bundle/workflow.ts';
import { compileWhen } from '../../compile-condition.ts';
import { compileLiteral } from '../../compile-literal.ts';
import { compilePath } from '../../compile-path.ts';
import { isRecord } from '../../is-record.ts';
import { at, referenceTo, type Place } from '../../place.ts';
import { spell } from '../../spell.ts';

/** What cancels a run while it is open. */
export function compileCancel(raw: Json | undefined, place: Place): Workflow['cancelWhen'] {
  if (!isRecord(raw)) return null;
  return {
    changed: compileChanges(raw['changed'], at(place, 'changed')),
    when: compileWhen(raw['when'], at(place, 'when')),
  };
}

function compileChanges(raw: Json | undefined, place: Place): readonly Change[] {
  if (typeof raw === 'string') return compileChange(raw, null, place);
  if (Array.isArray(raw)) return raw.flatMap((fact: Json, index) => compileChange(spell(fact), null, at(place, index)));
  if (!isRecord(raw)) return [];
  return Object.entries(raw).flatMap(([fact, values]) => compileChange(fact, values, at(place, fact)));
}

function compileChange(fact: string, values: Json, place: Place): readonly Change[] {
  const field = compilePath(fact, place, values === null ? 'value' : 'key');
  if (field === null) return [];
  const ways = (['from', 'to'] as const).flatMap((way) => {
    const raw = isRecord(values) ? values[way] : undefined;
    if (raw === undefined) return [];
    const list = Array.isArray(raw) ? raw : [raw];
    return [[way, list.flatMap((value: Json) => compileLiteral(value, field, at(place, way), fact) ?? [])] as const];
  });
  return [{ fact, ...Object.fromEntries(ways), reference: referenceTo(place) }];
}

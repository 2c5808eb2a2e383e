import type { Json } from '@deskbook/policies';
import type { Workflow } from '../../../bundle/workflow.ts';
import type { ChangedShape } from '../../../shape/notation.ts';
import { compileWhen } from '../../compile-condition.ts';
import { compileChanged } from '../../definitions/compile-trigger.ts';
import { isRecord } from '../../is-record.ts';
import { at, type Place } from '../../place.ts';

/** What cancels a run while it is open. */
export function compileCancel(raw: Json | undefined, place: Place): Workflow['cancelWhen'] {
  if (!isRecord(raw)) return null;
  return {
    changed: compileChanged(raw['changed'] as ChangedShape | undefined, at(place, 'changed')),
    when: compileWhen(raw['when'], at(place, 'when')),
  };
}

import type { JsonObject } from '@deskbook/policies';
import type { TreeCheck } from '../../../bundle/tree.ts';
import { compileCondition } from '../../compile-condition.ts';
import { at, within, type Place } from '../../place.ts';
import type { Program } from '../../program.ts';
import { extendScope, recordRoot } from '../../scope.ts';
import { compileReading } from '../steps/compile-action.ts';
import { own } from '../steps/own.ts';
import { openField } from '../steps/step-outputs.ts';

/** A machine's check: a read action, and what its output must be for yes. Null where none is written. */
export function compileTreeCheck(raw: JsonObject, program: Program, place: Place): TreeCheck | null {
  if (raw['check'] === undefined) return null;
  const read = compileReading(raw['check'], raw['with'], program, at(place, 'check'), at(place, 'with'));
  const contract = own(program.actions, raw['check']);
  const check = contract === undefined ? openField : recordRoot(contract.output);
  const scope = extendScope(place.scope, { check });
  const yesWhen = compileCondition(raw['yes_when'] ?? null, within(at(place, 'yes_when'), scope));
  return yesWhen === null ? null : { ...read, yesWhen };
}

import type { Json, JsonObject } from '@deskbook/policies';
import type { Verb, WaitFor } from '../../../bundle/node.ts';
import type { Value, Values } from '../../../bundle/value.ts';
import { compileCondition } from '../../compile-condition.ts';
import { compileClockTime, compileDuration } from '../../compile-duration.ts';
import { plainField } from '../../plain-field.ts';
import { compilePath } from '../../compile-path.ts';
import { compileValue } from '../../compile-value.ts';
import { isRecord } from '../../is-record.ts';
import { at, within, type Place } from '../../place.ts';
import type { Program } from '../../program.ts';
import { extendScope, modelScope, recordRoot } from '../../scope.ts';
import { compileReading } from './compile-action.ts';
import { compileWithin } from './compile-within.ts';
import { own } from './own.ts';
import { openField } from './step-outputs.ts';
import type { WrittenStep } from './written-step.ts';

/** A wait: for an event, a moment, a length of time, or a check that comes true. */
export function compileWait(step: WrittenStep, program: Program, place: Place): Verb | null {
  const raw = step.data['wait'];
  if (!isRecord(raw)) return null;
  const wanted = compileWaitFor(raw, program, at(place, 'wait'));
  const time = compileWithin(step, place);
  return wanted === null ? null : { kind: 'wait', for: wanted, within: time };
}

function compileWaitFor(raw: JsonObject, program: Program, place: Place): WaitFor | null {
  const { event, for: length, until } = raw;
  if (typeof event === 'string') {
    const match = compileMatch(raw['match'], at(place, 'match'));
    return { kind: 'event', event, match, since: raw['since'] === 'run' ? 'run' : 'step' };
  }
  if (length !== undefined) {
    const duration = compileDuration(length, at(place, 'for'));
    return duration === null ? null : { kind: 'duration', duration };
  }
  if (isRecord(until)) return compileCheck(until, raw['every'], program, place);
  const moment = compileValue(until ?? null, at(place, 'until'), plainField('time'), 'until');
  return moment === null ? null : { kind: 'until', until: moment };
}

/** What an event must say: facts of the event, with the values of the run they must have. */
function compileMatch(raw: Json | undefined, place: Place): Values {
  const values: { [fact: string]: Value } = {};
  const events = within(place, modelScope(place.scope.model));
  for (const [fact, wanted] of Object.entries(isRecord(raw) ? raw : {})) {
    const field = compilePath(fact, at(events, fact), 'key');
    const value = field === null ? null : compileValue(wanted, at(place, fact), { ...field, optional: false }, fact);
    if (value !== null) values[fact] = value;
  }
  return values;
}

function compileCheck(until: JsonObject, every: Json | undefined, program: Program, place: Place): WaitFor | null {
  const here = at(place, 'until');
  const read = compileReading(until['check'], until['with'], program, at(here, 'check'), at(here, 'with'));
  const contract = own(program.actions, read.action);
  const output = contract === undefined ? openField : recordRoot(contract.output);
  const scope = extendScope(here.scope, { check: output });
  const when = compileCondition(until['when'] ?? null, within(at(here, 'when'), scope));
  const period = compileClockTime(every, at(place, 'every'));
  return when === null || period === null ? null : { kind: 'check', ...read, when, every: period };
}

import type { Change, Json } from '@deskbook/policies';
import { isDeskEvent } from '../../bundle/desk-events.ts';
import type { Trigger } from '../../bundle/trigger.ts';
import type { ChangedShape } from '../../shape/notation.ts';
import type { TriggerShape } from '../../shape/trigger.ts';
import type { Definition } from '../../syntax/syntax.ts';
import { compileWhen } from '../compile-condition.ts';
import { compileClockTime } from '../compile-duration.ts';
import { compileLiteral } from '../compile-literal.ts';
import { compilePath } from '../compile-path.ts';
import { compileSchedule } from './compile-schedule.ts';
import { compileValue, compileWith } from '../compile-value.ts';
import { factScope } from '../fact-scope.ts';
import { isRecord } from '../is-record.ts';
import { at, referenceTo, type Place } from '../place.ts';
import { placeIn } from '../place-at.ts';
import type { Program } from '../program.ts';
import { refer } from '../refer.ts';
import { reportUnread } from '../unread-template.ts';
import { valuesRoot } from '../values-root.ts';

/** How many times over the desk may react to what it did itself, where that is allowed without a number. */
const usualHops = 3;

/** Compiles `kind: trigger`. */
export function compileTrigger(definition: Definition, program: Program): Trigger {
  const raw = definition.data as unknown as TriggerShape;
  const place = placeIn(program.checking, definition, factScope(program.facts, valuesRoot(program.values)));
  const workflow = refer('workflow', raw.start, at(place, 'start'));
  const schedule = raw.every === undefined ? null : compileSchedule({ ...raw, every: raw.every }, place);
  const input = workflow === null ? undefined : program.workflowInputs[raw.start];
  return {
    id: raw.id,
    event: raw.event ?? `schedule.${raw.id}`,
    ...(schedule === null ? {} : { schedule }),
    changed: compileChanged(raw.changed, at(place, 'changed')),
    when: compileWhen(raw.when, at(place, 'when')),
    start: raw.start,
    with: input === undefined ? {} : compileWith(raw.with, at(place, 'with'), input, `\`${raw.start}\``),
    throttle: compileThrottle(raw, at(place, 'throttle')),
    ownEvents: { hops: hopsOf(raw) },
    state: raw.state ?? 'live',
    reference: referenceTo(place),
  };
}

/** Facts an event must have changed: one, several, or each with what it was and became. Also used by `cancel_when`. */
export function compileChanged(raw: ChangedShape | undefined, place: Place): readonly Change[] {
  if (raw === undefined) return [];
  if (typeof raw === 'string') return changeOf(raw, null, place);
  if (isList(raw)) return raw.flatMap((path, index) => changeOf(path, null, at(place, index)));
  return Object.entries(raw).flatMap(([path, detail]) => changeOf(path, detail, at(place, path)));
}

function isList(raw: ChangedShape): raw is readonly string[] {
  return Array.isArray(raw);
}

function changeOf(fact: string, detail: Json, place: Place): readonly Change[] {
  const field = compilePath(fact, place, isRecord(detail) ? 'key' : 'value');
  if (field === null) return [];
  const side = (name: 'from' | 'to'): { readonly [name: string]: readonly Json[] } => {
    const written = isRecord(detail) ? detail[name] : undefined;
    if (written === undefined) return {};
    const several = Array.isArray(written) && !field.list;
    const items: readonly Json[] = several ? (written as readonly Json[]) : [written];
    const values = items.map((item, index) => {
      const here = several ? at(place, name, index) : at(place, name);
      reportUnread(item, here);
      return compileLiteral(item, field, here, fact);
    });
    return { [name]: values };
  };
  return [{ fact, ...side('from'), ...side('to'), reference: referenceTo(place) }];
}

function compileThrottle({ throttle }: TriggerShape, place: Place): Trigger['throttle'] {
  if (throttle === undefined) return null;
  const per = compileValue(throttle.per, at(place, 'per'));
  const length = compileClockTime(throttle.in, at(place, 'in'));
  if (per === null || length === null) return null;
  return { per, atMost: throttle.at_most, in: length, otherwise: throttle.else ?? 'drop' };
}

/** Who names an event of the desk's own wants it: only how far it goes on from there has to be bounded. */
function hopsOf({ event = '', own_events: written = isDeskEvent(event) ? 'allow' : 'ignore' }: TriggerShape): number {
  if (written === 'ignore') return 0;
  return written === 'allow' ? usualHops : written.hops;
}

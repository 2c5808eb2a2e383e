import type { Json } from '@deskbook/policies';
import type { Field, Fields } from '../../../bundle/field.ts';
import { compileFields } from '../../compile-field.ts';
import { plainField } from '../../plain-field.ts';
import type { Checking } from '../../checking.ts';
import { at, type Place } from '../../place.ts';
import type { Program } from '../../program.ts';
import { isRecord } from '../../is-record.ts';
import { recordRoot } from '../../scope.ts';
import { own } from './own.ts';
import type { WrittenStep } from './written-step.ts';

/** A value of which nothing is known, so that any path below it is taken. */
export const openField: Field = plainField('json', { optional: true });

/** What can be read from every step of a workflow: the root `steps`. */
export function stepsRoot(steps: readonly WrittenStep[], place: Place, program: Program): Field {
  const fields: { [id: string]: Field } = {};
  for (const step of steps) fields[step.id] = outputOf(step, silent({ ...place, pointer: step.pointer }), program);
  return recordRoot(fields);
}

/** A place at which nothing is reported: for what is compiled again, loudly, elsewhere. */
export function silent(place: Place): Place {
  const checking: Checking = { ...place.checking, report: () => {}, note: () => {} };
  return { ...place, checking };
}

function outputOf(step: WrittenStep, place: Place, program: Program): Field {
  switch (step.verb) {
    case 'do':
      return recordOf(own(program.actions, step.data['do'])?.output);
    case 'task':
    case 'ask':
      return recordRoot(compileFields(step.data['form'], at(place, 'form')));
    case 'approve':
      return recordRoot({
        outcome: plainField('text', { oneOf: approvalOutcomes }),
        notes: plainField('text', { optional: true }),
      });
    case 'decide':
      return decisionOutput(own(program.sets, step.data['decide']));
    case 'tree':
      return recordRoot({
        path: plainField('json'),
        evidence: plainField('json'),
        result: plainField('text', { oneOf: ['solved', 'explained', 'escalated'] }),
        outcome: plainField('text'),
      });
    case 'wait':
      return waitOutput(step.data['wait'], program);
    case 'each':
      return recordRoot({ done: plainField('json'), failed: plainField('json') });
    case 'find':
      return recordRoot({ items: plainField('ticket', { list: true }), count: plainField('integer') });
    case 'choose':
      return recordRoot({});
    case 'run':
      return openField;
  }
}

/** How an approval can end. */
export const approvalOutcomes: readonly string[] = ['approved', 'rejected', 'expired', 'withdrawn'];

/** What a decision sets under plain names, how it came to it, and what it says to the requester. Facts it sets are read as facts. */
function decisionOutput(sets: Fields | undefined): Field {
  if (sets === undefined) return openField;
  const names = Object.entries(sets).filter(([name]) => !name.includes('.'));
  return recordRoot({
    say: plainField('text', { optional: true }),
    ...Object.fromEntries(names),
    rule: plainField('text', { optional: true }),
    rows: plainField('json', { list: true }),
  });
}

function waitOutput(raw: Json | undefined, program: Program): Field {
  if (!isRecord(raw)) return openField;
  if (raw['event'] !== undefined) return openField;
  const until = raw['until'];
  return isRecord(until) ? recordOf(own(program.actions, until['check'])?.output) : recordRoot({});
}

function recordOf(fields: Fields | undefined): Field {
  return fields === undefined ? openField : recordRoot(fields);
}

import type { Json } from '@deskbook/policies';
import type { Verb } from '../../../bundle/node.ts';
import type { Fields } from '../../../bundle/field.ts';
import type { Values } from '../../../bundle/value.ts';
import { askWithoutWords } from '../../../diagnostics/pages/flow/ask-without-words.ts';
import type { Kind } from '../../../syntax/kind.ts';
import { compileCondition } from '../../compile-condition.ts';
import { compileFields } from '../../compile-field.ts';
import { plainField } from '../../plain-field.ts';
import { compileValue, compileWith } from '../../compile-value.ts';
import { at, within, type Place } from '../../place.ts';
import type { Program } from '../../program.ts';
import { refer } from '../../refer.ts';
import { report } from '../../report.ts';
import { extendScope, recordRoot } from '../../scope.ts';
import { spell } from '../../spell.ts';
import { compileAction } from './compile-action.ts';
import { compileBranches } from './compile-branches.ts';
import { compileEach } from './compile-each.ts';
import { compileSpoken } from './compile-spoken.ts';
import { compileWait } from './compile-wait.ts';
import { compileWithin } from './compile-within.ts';
import { own } from './own.ts';
import type { WrittenStep } from './written-step.ts';

/** What a step does. Null: what it needs for that was wrong, and has been reported. */
export function compileVerb(step: WrittenStep, program: Program, place: Place): Verb | null {
  const raw = step.data[step.verb] ?? null;
  const here = at(place, step.verb);
  switch (step.verb) {
    case 'do':
      return { kind: 'do', ...compileAction(raw, step.data['with'], program, here, at(place, 'with')) };
    case 'task':
      return compileTask(step, place);
    case 'ask':
      return compileAsk(step, place);
    case 'approve':
      return { kind: 'approve', approval: referTo('approval', raw, here) };
    case 'decide':
      return { kind: 'decide', decision: referTo('decision', raw, here) };
    case 'choose':
      return { kind: 'choose', branches: compileBranches(raw, here) };
    case 'tree':
      return { kind: 'tree', tree: referTo('tree', raw, here), with: input(step, program.treeInputs, place) };
    case 'wait':
      return compileWait(step, program, place);
    case 'each':
      return compileEach(step, place);
    case 'find':
      return compileFind(step, program, place);
    case 'run':
      return {
        kind: 'run',
        workflow: referTo('workflow', raw, here),
        with: input(step, program.workflowInputs, place),
      };
  }
}

function referTo(kind: Kind, raw: Json, place: Place): string {
  refer(kind, raw, place);
  return spell(raw);
}

function input(step: WrittenStep, inputs: { readonly [id: string]: Fields }, place: Place): Values {
  const raw = step.data[step.verb];
  const fields = own(inputs, raw);
  return fields === undefined ? {} : compileWith(step.data['with'], at(place, 'with'), fields, `\`${spell(raw)}\``);
}

function compileTask(step: WrittenStep, place: Place): Verb | null {
  const text = compileSpoken(step.data['task'] ?? null, at(place, 'task'));
  const form = compileFields(step.data['form'], at(place, 'form'));
  const time = compileWithin(step, place);
  return text === null ? null : { kind: 'task', text, form, within: time };
}

function compileAsk(step: WrittenStep, place: Place): Verb | null {
  const person = compileValue(step.data['ask'] ?? null, at(place, 'ask'), plainField('person'), 'ask');
  const form = compileFields(step.data['form'], at(place, 'form'));
  const time = compileWithin(step, place);
  const key = step.data['say'] === undefined ? 'title' : 'say';
  const words = step.data[key];
  if (words === undefined) {
    report(at(place, 'ask'), askWithoutWords, `\`${step.id}\` asks without a question`, {
      on: 'key',
      help: 'write `say`, or a `title`',
    });
  }
  const text = words === undefined ? null : compileSpoken(words, at(place, key));
  return person === null || text === null ? null : { kind: 'ask', person, text, form, within: time };
}

function compileFind(step: WrittenStep, program: Program, place: Place): Verb | null {
  const ticket = recordRoot(own(program.facts.records, 'ticket') ?? {});
  const scope = extendScope(place.scope, { other: ticket });
  const when = compileCondition(step.data['where'] ?? null, within(at(place, 'where'), scope));
  const atMost = step.data['at_most'];
  return when === null ? null : { kind: 'find', when, atMost: typeof atMost === 'number' ? atMost : 1 };
}

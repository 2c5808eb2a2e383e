import type { Json } from '@deskbook/policies';
import type { Assignment } from '../../../bundle/node.ts';
import { plainField } from '../../plain-field.ts';
import { compileValue } from '../../compile-value.ts';
import { isRecord } from '../../is-record.ts';
import { at, type Place } from '../../place.ts';
import { referAmong } from '../../refer.ts';
import { report } from '../../report.ts';
import type { StepContext } from './step-context.ts';
import type { WrittenStep } from './written-step.ts';
import { taskForNobody } from '../../../diagnostics/pages/flow/task-for-nobody.ts';

/** Who answers for a step. Where nobody is named it is the owner: of the workflow, else of the bundle, where that is a role. */
export function compileAssignment(step: WrittenStep, context: StepContext, place: Place): Assignment {
  const by = isRecord(step.data['by']) ? step.data['by'] : {};
  const here = at(place, 'by');
  const person =
    by['person'] === undefined ? null : compileValue(by['person'], at(here, 'person'), plainField('person'), 'person');
  const role = compileRole(by['role'], at(here, 'role'), context);
  const fallback = (Array.isArray(by['fallback']) ? by['fallback'] : []).flatMap(
    (name: Json, index) => compileRole(name, at(here, 'fallback', index), context) ?? [],
  );
  const owner = step.verb === 'ask' || step.verb === 'approve' || by['person'] !== undefined ? null : context.owner;
  if (step.verb === 'task' && person === null && role === null && owner === null && by['role'] === undefined) {
    report(at(place, 'task'), taskForNobody, `\`${step.id}\` does not say whose task it is`, {
      on: 'key',
      help: 'write `by: { role: … }`',
    });
  }
  return { actor: actorOf(by['actor'], step.verb), role: role ?? owner, person, fallback };
}

function compileRole(raw: Json | undefined, place: Place, context: StepContext): string | null {
  if (raw === undefined || raw === null) return null;
  return referAmong(raw, context.program.roles, 'role', place) ? raw : null;
}

function actorOf(raw: Json | undefined, verb: WrittenStep['verb']): Assignment['actor'] {
  const actors: readonly Assignment['actor'][] = ['it_agent', 'employee', 'manager_approval', 'system'];
  return actors.find((actor) => actor === raw) ?? actorByVerb[verb] ?? 'system';
}

const actorByVerb: { readonly [verb in WrittenStep['verb']]?: Assignment['actor'] } = {
  task: 'it_agent',
  approve: 'manager_approval',
  ask: 'employee',
  tree: 'employee',
};

import type { Json } from '@deskbook/policies';
import type { Value } from '../../../bundle/value.ts';
import type { WorkflowPlan } from '../../../bundle/workflow.ts';
import { compileClockTime } from '../../compile-duration.ts';
import { compileValue } from '../../compile-value.ts';
import { isRecord } from '../../is-record.ts';
import { at, type Place } from '../../place.ts';
import type { Program } from '../../program.ts';
import { refer, referAmong } from '../../refer.ts';
import { labelsOf } from './compile-reaction.ts';

/** What the planner's document needs beside the graph. */
export function compileWorkflowPlan(raw: Json | undefined, place: Place, program: Program): WorkflowPlan {
  const plan = isRecord(raw) ? raw : {};
  for (const [index, policy] of labelsOf(plan['compliance']).entries())
    refer('policy', policy, at(place, 'compliance', index));
  for (const [index, role] of labelsOf(plan['escalation']).entries())
    referAmong(role, program.roles, 'role', at(place, 'escalation', index));
  return {
    id: valueOf(plan['id'], at(place, 'id')),
    summary: valueOf(plan['summary'], at(place, 'summary')),
    risks: labelsOf(plan['risks']),
    mitigation: labelsOf(plan['mitigation']),
    assumes: labelsOf(plan['assumes']),
    compliance: labelsOf(plan['compliance']),
    successCriteria: labelsOf(plan['success_criteria']),
    rollback: typeof plan['rollback'] === 'string' ? plan['rollback'] : null,
    urgency: valueOf(plan['urgency'], at(place, 'urgency')),
    escalation: plan['escalation'] === undefined ? null : labelsOf(plan['escalation']),
    estimate: plan['estimate'] === undefined ? null : compileClockTime(plan['estimate'], at(place, 'estimate')),
  };
}

function valueOf(raw: Json | undefined, place: Place): Value | null {
  return raw === undefined ? null : compileValue(raw, place);
}

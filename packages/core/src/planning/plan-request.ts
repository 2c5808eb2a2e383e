import { createHash } from 'node:crypto';
import { readFact } from '@deskbook/policies/conditions';
import type { Classification, Duration, Facts, JsonObject } from '@deskbook/policies';
import type { Bundle, Node, Value, Workflow } from '@deskbook/dsl/bundle';
import type { PastTicket } from '../ports/past-tickets.ts';
import { patternOf } from './past-patterns.ts';
import type { PlanDocument, PlanStep } from './plan-document.ts';
import { criticalMinutes, minutesOf } from './plan-length.ts';
import { priorityOf } from './plan-priority.ts';
import { rollbackOf } from './plan-rollback.ts';
import { walkPlan } from './walk-plan.ts';
import type { PlannedNode } from './walk-plan.ts';

/** A classified request, and what planning it needs from the edge. */
export interface PlanInput {
  readonly bundle: Bundle;
  readonly workflow: Workflow;
  readonly classification: Classification & { readonly decision: PlanDocument['classification'] };
  readonly facts: Facts;
  readonly pastTickets: readonly PastTicket[];
  /** The approval e-mail as it would be sent; null where no approval is needed. */
  readonly mail: Omit<PlanDocument['email_draft'], 'urgency_note'> | null;
  /** A value as text over the facts; null where something it names is absent. */
  readonly textOf: (value: Value, facts: Facts) => string | null;
  /** How many hours by the clock pass until an approval expires that is asked for now. */
  readonly hoursUntil: (within: Duration) => number;
}

/**
 * The execution plan of a classified request: who does what, in which order, with whose approval, at what risk, and how it is
 * taken back. Everything is read from the graph, the approvals, the roles and the policies; nothing is made up. A denied request
 * has a plan without steps.
 */
export function planRequest(input: PlanInput): PlanDocument {
  const { bundle, workflow, classification, facts } = input;
  const denied = classification.decision === 'DENIED';
  const planned = denied
    ? []
    : walkPlan(workflow, { facts, classification, classifies: (id) => classifies(bundle, id) });
  const pattern = patternOf(input.pastTickets, workflow.id);
  const names = printedNames(planned);
  const priority = priorityOf(bundle, facts);
  const approval = approvalWorkflow(input, planned);
  return {
    plan_id: planId(input),
    request_summary: text(input, workflow.plan.summary) ?? summaryOf(input),
    classification: classification.decision,
    priority,
    estimated_duration: String(Math.ceil(Math.max(criticalMinutes(planned), denied ? 0 : (pattern.minutes ?? 0)) / 60)),
    steps: planned.map((step, index) => planStep(bundle, step, index, names)),
    approval_workflow: approval,
    email_draft: {
      ...(approval.needed && input.mail
        ? input.mail
        : { subject: '', recipients: [], cc: [], body: '', attachments: [] }),
      urgency_note: approval.needed
        ? (text(input, workflow.plan.urgency) ?? `Please answer within ${approval.timeout_hours} hours`)
        : '',
    },
    risk_assessment: {
      risk_level: riskOf(classification.values),
      risks: denied ? [] : [...workflow.plan.risks, ...pattern.risks],
      mitigation_strategies: denied ? [] : workflow.plan.mitigation,
      rollback_plan: denied
        ? 'Nothing is done, so there is nothing to take back'
        : (workflow.plan.rollback ?? rollbackOf(bundle, planned)),
    },
    compliance_checklist: compliance(bundle, workflow, classification),
    success_criteria: denied ? ['The requester knows why'] : criteria(workflow),
  };
}

function classifies(bundle: Bundle, decision: string): boolean {
  return bundle.decisions[decision]?.sets.includes('decision') ?? false;
}

/** The id the workflow gives its plans, or one that follows from what is planned. */
function planId(input: PlanInput): string {
  const written = text(input, input.workflow.plan.id);
  if (written !== null) return written;
  const ticket = field(input.facts, 'ticket', 'id') ?? '';
  return `PLAN_${createHash('sha256')
    .update(JSON.stringify([input.bundle.hash, input.workflow.id, ticket]))
    .digest('hex')
    .slice(0, 12)}`;
}

function summaryOf({ bundle, workflow, facts }: PlanInput): string {
  const what = field(facts, 'ticket', 'summary') ?? workflow.title[bundle.languages[0]] ?? workflow.id;
  const who = field(facts, 'requester', 'name') ?? field(facts, 'ticket', 'requester');
  return who === null ? what : `${what} (for ${who})`;
}

function planStep(
  bundle: Bundle,
  { node, needs }: PlannedNode,
  index: number,
  names: ReadonlyMap<string, string>,
): PlanStep {
  const waitsFor = needs.map((id) => names.get(id) ?? id);
  return {
    step_id: names.get(node.id) ?? node.id,
    order: index + 1,
    description: node.title[bundle.languages[0]] ?? node.id,
    actor: node.by.actor,
    actor_details: actorDetails(bundle, node),
    required_tools: node.plan.tools,
    preconditions: [...waitsFor.map((name) => `${name}_complete`), ...node.requires],
    postconditions: node.establishes,
    estimated_duration: String(minutesOf(node.plan.estimate)),
    data_privacy_notes: node.plan.privacy?.note ?? node.plan.privacy?.class ?? '',
    dependencies: waitsFor,
    automation_possible: node.verb.kind !== 'task' && node.verb.kind !== 'ask' && node.verb.kind !== 'approve',
    fallback_actor: node.by.fallback[0] === undefined ? (bundle.owner ?? '') : roleName(bundle, node.by.fallback[0]),
  };
}

/** The names a plan prints: those its documents use, else `step_1`, `step_2`, … in order. */
function printedNames(planned: readonly PlannedNode[]): ReadonlyMap<string, string> {
  return new Map(planned.map(({ node }, index) => [node.id, node.plan.name ?? `step_${index + 1}`]));
}

function actorDetails(bundle: Bundle, node: Node): string {
  const role = node.by.role ?? (node.by.actor === 'system' ? bundle.robot.role : approverRole(bundle, node));
  const found = bundle.access.roles.find(({ id }) => id === role);
  return found?.title?.[bundle.languages[0]] ?? found?.name ?? role ?? '';
}

function approverRole(bundle: Bundle, node: Node): string | null {
  return node.verb.kind === 'approve' ? (bundle.approvals[node.verb.approval]?.seats[0]?.role ?? null) : null;
}

function roleName(bundle: Bundle, role: string): string {
  return bundle.access.roles.find(({ id }) => id === role)?.name ?? role;
}

function approvalWorkflow(
  { bundle, workflow, hoursUntil }: PlanInput,
  planned: readonly PlannedNode[],
): PlanDocument['approval_workflow'] {
  const approvals = planned
    .flatMap(({ node }) => (node.verb.kind === 'approve' ? [bundle.approvals[node.verb.approval]] : []))
    .filter((found) => found !== undefined);
  const escalation = workflow.plan.escalation ?? approvals.flatMap(({ chase }) => chase?.add ?? chase?.replace ?? []);
  return {
    needed: approvals.length > 0,
    approvers: [...new Set(approvals.flatMap(({ seats }) => seats.map(({ role }) => roleName(bundle, role))))],
    approval_order: approvals.some(({ seats, inOrder }) => seats.length > 1 && !inOrder) ? 'parallel' : 'sequential',
    escalation_path: approvals.length > 0 ? escalation.map((role) => roleName(bundle, role)) : [],
    timeout_hours: Math.max(0, ...approvals.map(({ within }) => (within === null ? 0 : hoursUntil(within)))),
  };
}

function riskOf(values: JsonObject): PlanDocument['risk_assessment']['risk_level'] {
  const risk = values['risk'];
  return risk === 'HIGH' || risk === 'MEDIUM' ? risk : 'LOW';
}

/** The policies the workflow says it keeps to, and those the classification rested on; a journal is always kept. */
function compliance(bundle: Bundle, workflow: Workflow, classification: Classification): readonly string[] {
  const cited = classification.rules.flatMap(({ cites }) => cites.map((cite) => cite.split('#')[0] ?? cite));
  const policies = [...new Set([...workflow.plan.compliance, ...cited])];
  return [...policies.map((id) => `${bundle.policies[id]?.name ?? id}_compliance_verified`), 'Audit_trail_created'];
}

function criteria(workflow: Workflow): readonly string[] {
  if (workflow.plan.successCriteria.length > 0) return workflow.plan.successCriteria;
  return workflow.ends['done']?.requires ?? [];
}

function text(input: PlanInput, value: Value | null): string | null {
  return value === null ? null : input.textOf(value, input.facts);
}

function field(facts: Facts, root: string, name: string): string | null {
  const value = readFact(facts, `${root}.${name}`);
  return typeof value === 'string' ? value : null;
}

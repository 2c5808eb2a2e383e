import { readFact } from '@deskbook/policies/conditions';
import type { Duration, Facts, JsonObject } from '@deskbook/policies';
import type { ApprovalDefinition } from '@deskbook/policies';
import type { Value, Workflow } from '@deskbook/dsl/bundle';
import { aboutApproval, readerOf } from '../execution/about-approval.ts';
import { fillSeats } from '../execution/commands/open-approval.ts';
import { dueTime } from '../execution/due-time.ts';
import { mailNeeds, renderMail } from '../execution/render-mail.ts';
import { factsIn, resolveValue } from '../execution/resolve-values.ts';
import { factsOfRoles } from '../execution/role-people.ts';
import { say, templatesIn } from '../execution/spoken-text.ts';
import type { DeskEvent } from '../events/desk-event.ts';
import { type PlanDocument, type PlanResult, planRequest, walkPlan } from '../planning/index.ts';
import { minutesOf } from '../planning/plan-length.ts';
import type { RawEvent } from '../ports/help-desk.ts';
import { considerMessage, wouldStart } from './classify-event.ts';
import type { DeskParts } from './desk-parts.ts';
import { gatherMore } from './gather-more.ts';
import type { Considered } from './intake.ts';

type Planned = { readonly workflow: Workflow; readonly facts: Facts; readonly considered: Considered };

/** Plans what a request would start, as of the event's own time unless another is given. Nothing is kept, and nobody is asked. */
export async function planEvent(
  desk: DeskParts,
  message: RawEvent | DeskEvent,
  at: string | null,
): Promise<PlanResult> {
  const read = await considerMessage(desk, message, at);
  if ('status' in read) return { ok: false, code: 'rejected', reason: read.rejection.message, missing: [] };
  const { parts, considered } = read;
  const { classification } = considered;
  const { decision } = classification;
  if (decision === 'MISSING') {
    const missing = classification.missing;
    return { ok: false, code: 'missing_fields', reason: 'the request cannot be classified yet', missing };
  }
  const workflow = workflowFor(parts, considered);
  if (workflow === null) {
    const { notStarted } = wouldStart(parts, considered);
    const missing = [...new Set(notStarted.flatMap((each) => each.missing))].sort();
    if (missing.length > 0)
      return { ok: false, code: 'missing_fields', reason: 'what it starts is not decided yet', missing };
    return { ok: false, code: 'no_workflow', reason: 'no workflow is about this request', missing: [] };
  }
  const facts = await planFacts(parts, workflow, considered);
  const pastTickets = await pastTicketsLike(parts, facts);
  const mail = await approvalMail(parts, { workflow, facts, considered });
  const plan = planRequest({
    bundle: parts.bundle,
    workflow,
    classification: { ...classification, decision },
    facts,
    pastTickets,
    mail,
    textOf,
    hoursUntil: (within) => hoursUntil(parts, within),
  });
  return { ok: true, plan };
}

/** What it starts; for a request that is denied, what it would have been about. */
function workflowFor(parts: DeskParts, considered: Considered): Workflow | null {
  const [start] = wouldStart(parts, considered).starts;
  return start === undefined ? null : (parts.bundle.workflows[start.workflow] ?? null);
}

async function planFacts(parts: DeskParts, workflow: Workflow, { facts }: Considered): Promise<Facts> {
  const { id, summary, urgency } = workflow.plan;
  const values = [id, summary, urgency].flatMap((value) => (value === null ? [] : factsIn(value)));
  return gatherMore(parts, facts, [...values, 'requester', 'ticket', 'request']);
}

/** How earlier ones went informs a plan; a port that is down leaves it uninformed. */
async function pastTicketsLike(
  { options }: DeskParts,
  facts: Facts,
): Promise<Parameters<typeof planRequest>[0]['pastTickets']> {
  try {
    return (await options.pastTickets?.similar(facts, 20)) ?? [];
  } catch {
    return [];
  }
}

/** Business time is as many hours by the clock as pass until it is over; whole ones, so that nobody is promised too little. */
function hoursUntil({ bundle, clock }: DeskParts, within: Duration): number {
  if ('milliseconds' in within) return minutesOf(within) / 60;
  const now = clock.now();
  const due = dueTime([bundle], now, within);
  return due.ok ? Math.ceil((Date.parse(due.due) - Date.parse(now)) / 3_600_000) : 0;
}

function textOf(value: Value, facts: Facts): string | null {
  const resolved = resolveValue(value, facts);
  if (!resolved.ok || resolved.value === null || typeof resolved.value === 'object') return null;
  return String(resolved.value);
}

/** The mail that would ask for the first approval, to the people who would be asked now. */
async function approvalMail(
  parts: DeskParts,
  planned: Planned,
): Promise<Omit<PlanDocument['email_draft'], 'urgency_note'> | null> {
  const definition = firstApproval(parts, planned);
  if (definition === null) return null;
  const values = await approvalValues(parts, definition, planned.facts);
  if (values === null) return null;
  const template = { template: definition.email ?? 'approval-request', values };
  const facts = await gatherMore(parts, { ...planned.facts, ...values }, [
    ...mailNeeds(parts.bundle, template),
    'requester',
  ]);
  const mail = await renderMail(parts.host, parts.bundle, template, facts);
  if (!mail.ok) return null;
  const { subject, body, to_addresses: to, cc_addresses: cc, attachments } = mail.input;
  return {
    subject: text(subject),
    recipients: texts(to),
    cc: texts(cc),
    body: text(body),
    attachments: Array.isArray(attachments)
      ? attachments.flatMap((each: JsonObject) => texts([each['name'] ?? '']))
      : [],
  };
}

const text = (value: JsonObject[string] | undefined): string => (typeof value === 'string' ? value : '');

const texts = (list: JsonObject[string] | undefined): readonly string[] =>
  Array.isArray(list) ? list.filter((each) => typeof each === 'string') : [];

function firstApproval({ bundle }: DeskParts, { workflow, facts, considered }: Planned): ApprovalDefinition | null {
  const classifies = (decision: string): boolean => bundle.decisions[decision]?.sets.includes('decision') ?? false;
  const steps = walkPlan(workflow, { facts, classification: considered.classification, classifies });
  for (const { node } of steps) {
    if (node.verb.kind === 'approve') return bundle.approvals[node.verb.approval] ?? null;
  }
  return null;
}

/** What the mail says of an approval that is not open yet; null: who would be asked cannot be told. */
async function approvalValues(
  parts: DeskParts,
  definition: ApprovalDefinition,
  given: Facts,
): Promise<JsonObject | null> {
  const { host, clock, bundle } = parts;
  const facts = await gatherMore(parts, given, [
    ...factsOfRoles(host),
    'requester',
    ...templatesIn(definition.question),
  ]);
  const requester = text(readFact(facts, 'ticket.requester'));
  try {
    const seats = await fillSeats(host, definition, [requester], facts);
    const asked = definition.inOrder ? seats.slice(0, 1) : seats;
    const approvers = asked.flatMap(({ people }) => people);
    const reader = await readerOf(host, bundle, approvers[0] ?? '');
    const question = say(definition.question, reader.languages, facts);
    if (!question.ok) return null;
    const role = asked[0]?.role ?? '';
    const due = definition.within === null ? null : dueTime([bundle], clock.now(), definition.within);
    const expiresAt = due?.ok === true ? due.due : null;
    const about = { id: definition.id, definition, question: question.value, requester, approvers, role };
    return { approval: aboutApproval(bundle, reader, { ...about, status: 'open', expiresAt }) };
  } catch {
    return null;
  }
}

import type { Node, Verb } from '@deskbook/dsl/bundle';
import type { ApprovalDefinition, ApprovalEntry, ApprovalState } from '@deskbook/policies';
import { reduceApproval, whoIsAsked } from '@deskbook/policies/approvals';
import { expired } from '../approval-entries.ts';
import { answered, command, nodeState, setNode, type Draft } from '../draft.ts';
import { exerciseDuty } from '../exercise-duty.ts';
import type { Entry } from '../entry.ts';
import { awaiting, ofTimer, ofType } from '../fits.ts';
import { conclude } from '../react.ts';
import { openTask } from '../tasks.ts';
import { mail, mailUnsent, takeMail } from './approval-mail.ts';
import { asksAnew, escalationDue, remindAnew, remindLater } from './approval-reminders.ts';

type Approve = Extract<Verb, { kind: 'approve' }>;

/** Opens the approval: the host fills its seats. */
export function beginApprove(draft: Draft, node: Node): void {
  const anew = nodeState(draft, node.id).reached === undefined ? {} : { reached: {} };
  setNode(draft, node.id, { approval: null, mailed: {}, asked: [], unsent: [], ...anew });
  openTask(draft, node, 'approval', null);
}

/** Takes what happened to the approval: opened, asked, voted on, reminded of, expired. What its rules refuse changes nothing. */
export function takeApprove(draft: Draft, node: Node, verb: Approve, entry: Entry): boolean {
  const { approvals } = draft.graph;
  const definition = Object.hasOwn(approvals, verb.approval) ? approvals[verb.approval] : undefined;
  if (definition === undefined) return false;
  switch (entry.type) {
    case 'approval.entry':
      return approvalEntry(draft, node, definition, entry);
    case 'approval.asked':
    case 'approval.mailed':
      return takeMail(draft, node, entry);
    case 'timer.fired':
      return timerFired(draft, node, definition, entry);
    default:
      return false;
  }
}

/** What a turn of the chase comes to. */
const turns: ReadonlySet<ApprovalEntry['type']> = new Set(['reminded', 'escalated', 'replaced']);

function approvalEntry(
  draft: Draft,
  node: Node,
  definition: ApprovalDefinition,
  entry: Extract<Entry, { type: 'approval.entry' }>,
): boolean {
  const opening = entry.entry.type === 'opened';
  const fits = opening ? draft.outstanding.some(ofType('open', entry)) : draft.outstanding.some(awaiting(entry.task));
  if (!fits || !reduce(draft, node, definition, entry.entry)) return false;
  if (opening) {
    answered(draft, ofType('open', entry));
    listed(draft, node, definition, entry.task);
  }
  if (turns.has(entry.entry.type)) answered(draft, ofType('chase', entry));
  if (entry.entry.type === 'reminded') remindLater(draft, node, definition);
  if (asksAnew(definition, entry.entry)) remindAnew(draft, node, definition);
  follow(draft, node, definition, entry.entry, entry.title ?? null);
  return true;
}

/** Folds one entry into the approval; false: its rules refuse it. */
function reduce(draft: Draft, node: Node, definition: ApprovalDefinition, entry: ApprovalEntry): boolean {
  const reduced = reduceApproval(definition, nodeState(draft, node.id).approval, entry);
  if (!reduced.ok) return false;
  setNode(draft, node.id, { approval: reduced.state });
  return true;
}

/** The approval is open: its answer is awaited, its deadline and its reminders run. */
function listed(draft: Draft, node: Node, definition: ApprovalDefinition, task: string): void {
  const { visit, approval } = nodeState(draft, node.id);
  command(draft, { type: 'await', what: 'approval', task, node: node.id, visit });
  if (approval !== null && approval.deadline !== null) {
    command(draft, { type: 'sleep', timer: 'within', due: approval.deadline, node: node.id, visit });
  }
  remindLater(draft, node, definition);
}

/** After every change: the task shows whom it lies with, whoever is asked for the first time is mailed, and an end is an end. */
function follow(
  draft: Draft,
  node: Node,
  definition: ApprovalDefinition,
  entry: ApprovalEntry,
  title: string | null,
): void {
  const { approval } = nodeState(draft, node.id);
  if (approval === null) return;
  if (entry.type === 'voted' && entry.vote === 'approve') exerciseDuty(draft, entry.by, 'approve');
  if (approval.status !== 'open') {
    end(draft, node, approval);
    return;
  }
  showTask(draft, node, definition, approval, title);
  const again = entry.type === 'reminded' || entry.type === 'changed' || entry.type === 'replaced';
  const named = entry.type === 'delegated' || entry.type === 'reassigned';
  for (const seat of approval.asking) {
    const isMeant = concerns(entry, approval, seat);
    mail(draft, node, seat, { again: again || isMeant, named: named && isMeant });
  }
}

/** Delegating a seat, reassigning it or adding to it means that somebody else is asked. Stand-ins come in as it is being mailed. */
function concerns(entry: ApprovalEntry, approval: ApprovalState, seat: string): boolean {
  if (entry.type === 'escalated') return entry.seat.id === seat;
  if (entry.type === 'reassigned') return entry.seat === seat;
  if (entry.type !== 'delegated') return false;
  return approval.seats.some((filled) => filled.id === seat && filled.people.includes(entry.to));
}

function showTask(
  draft: Draft,
  node: Node,
  definition: ApprovalDefinition,
  approval: ApprovalState,
  title: string | null,
): void {
  const { task: before, visit } = nodeState(draft, node.id);
  const here = ofType('await', { node: node.id, visit });
  const waiting = draft.outstanding.find(here);
  if (waiting === undefined) return;
  const { deadline, asking, seats } = approval;
  const assignees = whoIsAsked(definition, approval);
  const role = seats.find((seat) => asking.includes(seat.id))?.role ?? null;
  const shown = title ?? before?.title ?? null;
  const task = { task: waiting.task, what: 'approval', title: shown, assignees, role, deadline, reason: null } as const;
  setNode(draft, node.id, { task });
}

function timerFired(
  draft: Draft,
  node: Node,
  definition: ApprovalDefinition,
  entry: Extract<Entry, { type: 'timer.fired' }>,
): boolean {
  if (answered(draft, ofTimer('sleep', entry, entry.timer)) === null) return false;
  const { approval, task, visit } = nodeState(draft, node.id);
  if (entry.timer === 'retry') mailUnsent(draft, node);
  else if (entry.timer === 'within') {
    const over = expired(entry.at, approval?.deadline ?? null);
    if (reduce(draft, node, definition, over)) follow(draft, node, definition, over, null);
  } else if (entry.timer === 'chase' && approval !== null && task !== null) {
    const escalate = escalationDue(definition, approval);
    command(draft, { type: 'chase', task: task.task, escalate, node: node.id, visit });
  }
  return true;
}

function end(draft: Draft, node: Node, approval: ApprovalState): void {
  const notes = approval.votes.flatMap((vote) => (vote.note === null ? [] : [vote.note]));
  conclude(draft, node, approval.status, { outcome: approval.status, notes: notes.join('\n') });
}

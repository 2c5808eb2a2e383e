import { streamOf } from '../execution/entry-body.ts';
import { priorityOfStart } from '../execution/priority-of-start.ts';
import { lastPriority, placeOf } from '../execution/ready-runs.ts';
import { rolesOfPerson } from '../execution/roles-of-person.ts';
import { factsOfRoles } from '../execution/role-people.ts';
import { gatherFacts } from '../facts/index.ts';
import type { Parked, TaskRecord } from '../journal/store.ts';
import type { WantedStart } from '../triggers/index.ts';
import { beginRun } from './begin-run.ts';
import type { AnswerResult } from '../execution/answer-result.ts';
import type { Desk } from './desk.ts';
import type { DeskParts } from './desk-parts.ts';
import { journalDesk } from './journal-desk.ts';
import { may } from './may.ts';
import { heldTask, readParked, unpark } from './parked-start.ts';
import { stillEligible } from './still-eligible.ts';

/** Begins what was queued and has room by now, the urgent first and among equals as it came. True: something began. */
export async function beginQueued(parts: DeskParts): Promise<boolean> {
  let began = false;
  for (const parked of inTurn(parts, parts.store.parked('queued'))) {
    if (await beginParked(parts, parked, (wanted) => wanted)) began = true;
  }
  return began;
}

/** What waits, in the order in which it is begun: that in which runs go on. */
function inTurn({ bundleOf }: DeskParts, queued: readonly Parked[]): readonly Parked[] {
  const placed = queued.map((parked, came) => ({ parked, place: placeOf(came, priorityOf(parked, bundleOf)) }));
  return placed.sort((one, other) => one.place - other.place).map(({ parked }) => parked);
}

function priorityOf(parked: Parked, bundleOf: DeskParts['bundleOf']): number {
  const start = readParked(parked, bundleOf)?.start;
  const workflow = start?.bundle.workflows[start.workflow];
  return start === undefined || workflow === undefined
    ? lastPriority
    : (priorityOfStart(workflow, start) ?? lastPriority);
}

/** Begins one parked start, unless it would only be queued again. */
async function beginParked(
  parts: DeskParts,
  parked: Parked,
  under: (wanted: WantedStart) => WantedStart,
): Promise<boolean> {
  const wanted = readParked(parked, parts.bundleOf);
  if (wanted === null) return false;
  if (parts.store.head(streamOf(parked.id)) !== null) {
    await parts.store.commit(unpark(parked.id));
    return false;
  }
  const eligible = await stillEligible(parts, wanted.start);
  if (eligible === 'later') return false;
  if (eligible === 'no') return drop(parts, parked, wanted);
  const begun = await beginRun(parts, rejecting(under(wanted)), [], [unpark(parked.id)]);
  return begun.ok;
}

/** Whoever asked for it may not have it any more: it does not begin, and that is journaled. */
async function drop(
  parts: DeskParts,
  parked: Parked,
  { start: { workflow, requester, confine } }: WantedStart,
): Promise<false> {
  const service = confine?.service ?? null;
  const body = { type: 'start.dropped', run: parked.id, workflow, requester, service, reason: 'not_eligible' };
  await journalDesk(parts, body, [unpark(parked.id)]);
  return false;
}

/** A start that waits already does not take another place in the queue: where there is no room it is left where it is. */
const rejecting = (wanted: WantedStart): WantedStart => ({
  ...wanted,
  throttle: wanted.throttle === null ? null : { ...wanted.throttle, otherwise: 'drop' },
  oneRun: wanted.oneRun?.otherwise === 'queue' ? { ...wanted.oneRun, otherwise: 'reject' } : wanted.oneRun,
});

/** A person lets a held start go, or drops it: one it was shown to, who has its role by now, or who may start the workflow; never who asked for it. */
export async function answerHeld(
  parts: DeskParts,
  task: string,
  { by, outcome, note }: Parameters<Desk['answer']>[1],
): Promise<AnswerResult> {
  const parked = parts.store.parked('held').find(({ id }) => heldTask(id) === task);
  const wanted = parked === undefined ? null : readParked(parked, parts.bundleOf);
  const record = parts.store.task(task);
  if (parked === undefined || wanted === null || record === null) {
    return { ok: false, code: 'no_such_task', reason: `there is no open task ${task}` };
  }
  if (outcome !== 'start' && outcome !== 'drop') {
    return { ok: false, code: 'invalid_outcome', reason: 'it can be answered start, drop' };
  }
  if (!(await mayRelease(parts, wanted, record, by)))
    return { ok: false, code: 'not_yours', reason: `this is not a task of ${by}` };
  if (outcome === 'start' && !(await beginParked(parts, parked, (start) => ({ ...start, throttle: null })))) {
    return { ok: false, code: 'refused', reason: 'another run for the same thing is open' };
  }
  const body = { type: 'start.answered', run: parked.id, trigger: wanted.trigger, by, outcome, note: note ?? null };
  await journalDesk(parts, body, outcome === 'drop' ? [unpark(parked.id)] : []);
  return { ok: true, run: parked.id };
}

async function mayRelease(
  parts: DeskParts,
  { start: { workflow, requester } }: WantedStart,
  { assignees, role }: TaskRecord,
  by: string,
): Promise<boolean> {
  if (by === requester) return false;
  if (assignees.includes(by) || (role !== null && (await hasRole(parts, by, role)))) return true;
  const resource = { type: 'workflow', id: workflow };
  return (await may(parts, { subject: by, action: `start:${workflow}`, resource })).allowed;
}

/** Whether somebody has a role at this moment. What cannot be read gives none. */
async function hasRole({ bundle, host, clock }: DeskParts, person: string, role: string): Promise<boolean> {
  try {
    const { facts } = await gatherFacts({ bundle, needs: factsOfRoles(host), base: {}, ports: host, now: clock.now() });
    return (await rolesOfPerson(host, person, facts))?.has(role) ?? false;
  } catch {
    return false;
  }
}

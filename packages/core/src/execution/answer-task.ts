import type {
  AccessReason,
  AccessRequest,
  ApprovalDefinition,
  ApprovalEntry,
  ApprovalState,
  FilledSeat,
  JsonObject,
} from '@deskbook/policies';
import { reduceApproval } from '@deskbook/policies/approvals';
import { factsOf, readFact } from '@deskbook/policies/conditions';
import type { Node } from '@deskbook/dsl/bundle';
import type { AnswerResult } from './answer-result.ts';
import { validateForm } from '../forms/validate-form.ts';
import type { TaskRecord } from '../journal/store.ts';
import { indexOf } from '../kernel/graph.ts';
import { isWork } from '../kernel/outcomes.ts';
import type { OpenTask, RunState } from '../kernel/run-state.ts';
import { accessNeeds } from './access-needs.ts';
import { accessOf } from './access-of.ts';
import { decideAbout } from './decide-about.ts';
import { goesOnUnasked } from './goes-on-unasked.ts';
import { ownRequest } from './own-request.ts';
import { reassign } from './reassign.ts';
import type { ExecutionHost } from './host.ts';
import { factsOfRoles, idsIn } from './role-people.ts';
import { runFacts, ticketOf } from './run-facts.ts';
import type { Running, TakeRun } from './running.ts';
import { maskSecrets } from './secret-fields.ts';
import { stillSeated } from './still-seated.ts';
import { personSubject } from './subject-of.ts';
import { formOf } from './task-records.ts';

/**
 * What a person answers: an outcome the task offers, with its form. `delegate` hands the own seat of an approval on, to one person;
 * `reassign` gives a task, or the `seat` of an approval, to others. `to` is whom.
 */
export interface TaskAnswer {
  readonly by: string;
  readonly outcome: string;
  readonly form?: JsonObject;
  readonly note?: string;
  readonly to?: string | readonly string[];
  /** The id of a seat; it may be left out where only one is asked. */
  readonly seat?: string;
}

/** How long a note may be, in characters. */
const longestNote = 10_000;

type Refused = Extract<AnswerResult, { ok: false }>;

/** Takes a person's answer to an open task, if it is theirs to give and fits. A second answer finds no open task. */
export async function answerTask(
  host: ExecutionHost,
  take: TakeRun,
  task: string,
  said: TaskAnswer,
): Promise<AnswerResult> {
  const record = host.store.task(task);
  const running = record === null ? null : take(record.run);
  if (record === null || running === null) return noTask(task);
  running.refresh();
  if ((said.note ?? '').length > longestNote) {
    return { ...refuse('invalid_form', `a note has at most ${longestNote} characters`), fields: ['note'] };
  }
  const answer = said.note === undefined ? said : { ...said, note: said.note.toWellFormed() };
  const node = indexOf(running.graph).nodes.get(record.node);
  const open = openTaskIn(running.state(), task);
  if (node === undefined || open === null || open.what === 'tree') return noTask(task);
  // What somebody did in an emergency is looked at by others, from beginning to end.
  if (running.graph.workflow.activates?.reviewed === true && answer.by === running.state().requester)
    return refuse('refused', 'own_request');
  const at: Answering = { host, running, node, task: open, answer };
  if (answer.outcome === 'reassign') return reassign(at);
  return open.what === 'approval' ? answerApproval(at) : answerWork(at, record);
}

/** One answer to one open task. */
export interface Answering {
  readonly host: ExecutionHost;
  readonly running: Running;
  readonly node: Node;
  readonly task: OpenTask;
  readonly answer: TaskAnswer;
}

async function answerWork(at: Answering, record: TaskRecord): Promise<AnswerResult> {
  const { answer, task, running, node } = at;
  if (!(await isTheirs(at))) return refuse('not_yours', `this is not a task of ${answer.by}`);
  const offered = idsIn(record.details['outcomes']);
  if (!offered.includes(answer.outcome)) return refuse('invalid_outcome', `it can be answered ${offered.join(', ')}`);
  const own = await ownRequest(at);
  if (own !== null) return refuse('refused', own);
  const form = await formFor(at);
  if (!form.ok) return form.refused;
  const kept = await keptFrom(at);
  if (kept !== null) return kept;
  const visit = effectVisit(running.state(), task.task) ?? running.state().nodes[node.id]?.visit ?? 0;
  const entry = {
    type: 'task.answered',
    task: task.task,
    by: answer.by,
    outcome: answer.outcome,
    form: form.value,
    note: answer.note ?? null,
    node: node.id,
    visit,
  } as const;
  const taken = await running.commit(() => ({ entries: [entry] }));
  return taken ? { ok: true, run: running.run } : noTask(task.task);
}

/** The form as filled in, where the outcome asks for one: doing the work does, refusing it does not. */
async function formFor(at: Answering): Promise<{ ok: true; value: JsonObject } | { ok: false; refused: Refused }> {
  const { answer, task, running, node, host } = at;
  if (!['done', 'answered'].includes(answer.outcome)) return { ok: true, value: {} };
  const fields = formOf(running.graph, node, task);
  const withOptions = Object.entries(fields).flatMap(([name, { options }]) =>
    options === undefined ? [] : [[name, options] as const],
  );
  const conditions = Object.values(fields).flatMap(({ when }) => (when === undefined ? [] : factsOf(when)));
  const needs = [...withOptions.map(([, path]) => path), ...conditions];
  const { facts } = await runFacts(host, running.bundle, running.state(), needs);
  const options = Object.fromEntries(withOptions.map(([name, path]) => [name, idsIn(readFact(facts, path))]));
  const filled = validateForm(fields, answer.form ?? {}, { options, now: host.clock.now(), facts });
  if (filled.ok) return { ok: true, value: maskSecrets(fields, filled.form) };
  const names = filled.fields.map(({ field }) => field);
  const refused = {
    ...refuse('invalid_form', filled.fields.map((field) => `${field.field} ${field.message}`).join('; ')),
    fields: names,
  };
  return { ok: false, refused };
}

/**
 * Whether it is theirs: it was given to them, or they have its role at this moment. To have had the role is not enough for letting an
 * approval be: the seats of that are lost with it as well.
 */
async function isTheirs(at: Answering): Promise<boolean> {
  const { host, running, task, answer } = at;
  const isGiven = task.assignees.includes(answer.by);
  if (task.role === null) return isGiven;
  if (isGiven && !goesOnUnasked(at)) return true;
  try {
    const subject = await personSubject(host, answer.by);
    if (subject === null) return false;
    const { facts } = await runFacts(host, running.bundle, running.state(), factsOfRoles(host));
    return accessOf(host.bundle()).rolesOf(subject, facts).has(task.role);
  } catch {
    return false;
  }
}

const votes = { approve: 'approve', reject: 'reject' } as const;

async function answerApproval(at: Answering): Promise<AnswerResult> {
  const { running, node, task, host } = at;
  const definition = node.verb.kind === 'approve' ? running.graph.approvals[node.verb.approval] : undefined;
  const entry = await approvalEntry(at);
  if (definition === undefined || entry === null) {
    return refuse('invalid_outcome', 'it can be answered approve, reject, delegate, withdraw');
  }
  const state = running.state().nodes[node.id];
  const before = state?.approval ?? null;
  const tried = reduceApproval(definition, before, entry);
  const used = tried.ok ? seatsUsed(entry, before, tried.state) : [];
  const kept = (await seatLost(at, definition, used)) ?? (entry.type === 'voted' ? await keptFrom(at) : null);
  if (kept !== null) return kept;
  if (!tried.ok) {
    return refuse(tried.refusal === 'not_asked' ? 'not_yours' : 'refused', tried.refusal);
  }
  const visit = state?.visit ?? 0;
  const taken = await running.commit(() => ({
    entries: [
      { type: 'approval.entry', task: task.task, entry: { ...entry, at: host.clock.now() }, node: node.id, visit },
    ],
  }));
  return taken ? { ok: true, run: running.run } : noTask(task.task);
}

/** The seats, as they are, that an entry has to do with: the one a vote is counted in, the one that is handed on. */
function seatsUsed(entry: ApprovalEntry, before: ApprovalState | null, after: ApprovalState): readonly FilledSeat[] {
  const seats = before?.seats ?? [];
  if (entry.type === 'delegated') return seats.filter((seat) => !after.seats.includes(seat));
  if (entry.type !== 'voted') return [];
  const counted = after.votes.find(({ by }) => by === entry.by)?.seat;
  return seats.filter(({ id }) => id === counted);
}

/** A seat is lost with the role it was given for: who has left it neither votes in it nor hands it on. */
async function seatLost(
  { host, running, answer }: Answering,
  definition: ApprovalDefinition,
  seats: readonly FilledSeat[],
): Promise<Refused | null> {
  if (seats.length === 0) return null;
  try {
    const { facts } = await runFacts(host, running.bundle, running.state(), factsOfRoles(host));
    const seated = await stillSeated(host, definition, seats, answer.by, facts);
    return seated ? null : refuse('not_yours', 'no_longer_in_role');
  } catch {
    return refuse('refused', 'unavailable');
  }
}

async function approvalEntry({ answer, host, running }: Answering): Promise<ApprovalEntry | null> {
  const { by, outcome } = answer;
  const [to, ...others] = [answer.to ?? []].flat();
  const at = host.clock.now();
  const note = answer.note ?? null;
  if (outcome === 'approve' || outcome === 'reject') return { type: 'voted', at, by, vote: votes[outcome], note };
  if (outcome === 'withdraw') return { type: 'withdrawn', at, by, note };
  if (outcome !== 'delegate' || to === undefined || others.length > 0) return null;
  return { type: 'delegated', at, by, to, toRoles: await rolesOf(host, running, to) };
}

async function rolesOf(host: ExecutionHost, running: Running, person: string): Promise<readonly string[]> {
  try {
    const subject = await personSubject(host, person);
    if (subject === null) return [];
    const { facts } = await runFacts(host, running.bundle, running.state(), factsOfRoles(host));
    return [...accessOf(host.bundle()).rolesOf(subject, facts).keys()];
  } catch {
    return [];
  }
}

/** Reasons that keep a person from a duty. Seats and assignments give the right to it, so that no grant is needed. */
const keeping: ReadonlySet<AccessReason> = new Set(['separation', 'denied', 'denial_undecided', 'error']);

/**
 * What keeps this person from voting, or from doing the work: they are no longer known, a denial, or a separation of duties. What
 * cannot be told just now keeps everybody from it.
 */
async function keptFrom({ host, running, node, task, answer }: Answering): Promise<Refused | null> {
  const duty = dutyOf(node, task, running.state(), answer);
  if (duty === null) return null;
  try {
    const subject = await personSubject(host, answer.by);
    if (subject === null) return refuse('not_yours', `there is no person ${answer.by}`);
    const needs = accessNeeds(host.bundle(), `${duty.name}:${duty.of}`);
    const { facts } = await runFacts(host, running.bundle, running.state(), needs);
    const state = running.state();
    const request: AccessRequest = {
      subject,
      action: `${duty.name}:${duty.of}`,
      mode: 'act',
      resource: { type: duty.type, id: duty.of, properties: {} },
      context: facts,
      duties: state.duties,
    };
    const decision = decideAbout(host, request, { ticket: ticketOf(state), run: state.run });
    return keeping.has(decision.reason) ? refuse('refused', decision.basis?.id ?? decision.reason) : null;
  } catch {
    return refuse('refused', 'unavailable');
  }
}

/**
 * The duty an answer exercises: voting, or having done the work of a step, as its task or by hand where it was held. Asking back,
 * handing on and saying that an effect has happened exercise none.
 */
function dutyOf(
  { id, verb }: Node,
  { what, reason }: OpenTask,
  { pending }: RunState,
  { outcome }: TaskAnswer,
): { readonly name: string; readonly of: string; readonly type: string } | null {
  if (verb.kind === 'approve') return { name: 'approve', of: verb.approval, type: 'approval' };
  if (outcome !== 'done') return null;
  const byHand = what === 'hold' && reason !== 'undo_failed' && isWork(verb);
  const isClaim = Object.values(pending).some(({ node }) => node === id);
  return verb.kind === 'task' || (byHand && !isClaim) ? { name: 'perform', of: id, type: 'step' } : null;
}

function openTaskIn(state: RunState, task: string): OpenTask | null {
  const all = [...Object.values(state.nodes), ...state.effects].flatMap((holder) => holder.task ?? []);
  return all.find((open) => open.task === task) ?? null;
}

function effectVisit(state: RunState, task: string): number | null {
  return state.effects.find((effect) => effect.task?.task === task)?.visit ?? null;
}

function noTask(task: string): Refused {
  return refuse('no_such_task', `there is no open task ${task}`);
}

function refuse(code: Refused['code'], reason: string): Refused {
  return { ok: false, code, reason };
}

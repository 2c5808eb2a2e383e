import type { JsonObject } from '@deskbook/policies';
import { factsOf, readFact } from '@deskbook/policies/conditions';
import { validateForm } from '../forms/validate-form.ts';
import type { TaskRecord } from '../journal/store.ts';
import { indexOf } from '../kernel/graph.ts';
import type { OpenTask, RunState } from '../kernel/run-state.ts';
import { answerApproval } from './answer-approval.ts';
import type { AnswerResult } from './answer-result.ts';
import { noTask, refuse, type Answering, type Refused } from './answering.ts';
import { commitAnswer } from './commit-answer.ts';
import { goesOnUnasked } from './goes-on-unasked.ts';
import type { ExecutionHost } from './host.ts';
import { keptFrom } from './kept-from.ts';
import { ownRequest } from './own-request.ts';
import { reassign } from './reassign.ts';
import { factsOfRoles, idsIn } from './role-people.ts';
import { rolesOfPerson } from './roles-of-person.ts';
import { runFacts } from './run-facts.ts';
import type { TakeRun } from './running.ts';
import { maskSecrets } from './secret-fields.ts';
import type { TaskAnswer } from './task-answer.ts';
import { formOf } from './task-records.ts';

/** How long a note may be, in characters. */
const longestNote = 10_000;

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
  const refused = kept?.();
  if (refused) return refused;
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
  return commitAnswer(at, kept, () => entry);
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
    const { facts } = await runFacts(host, running.bundle, running.state(), factsOfRoles(host));
    return (await rolesOfPerson(host, answer.by, facts))?.has(task.role) ?? false;
  } catch {
    return false;
  }
}

function openTaskIn(state: RunState, task: string): OpenTask | null {
  const all = [...Object.values(state.nodes), ...state.effects].flatMap((holder) => holder.task ?? []);
  return all.find((open) => open.task === task) ?? null;
}

function effectVisit(state: RunState, task: string): number | null {
  return state.effects.find((effect) => effect.task?.task === task)?.visit ?? null;
}

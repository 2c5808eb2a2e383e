import type { JsonObject } from '@deskbook/policies';
import type { TestStep } from '@deskbook/dsl/bundle';
import type { AnswerResult } from '../../execution/answer-result.ts';
import { dueTime } from '../../execution/due-time.ts';
import { idsIn } from '../../execution/role-people.ts';
import type { TaskRecord } from '../../journal/store.ts';
import { readDuration } from '../read-duration.ts';
import type { ActOutcome } from './act-outcome.ts';
import { recordOf, textOf } from './read-part.ts';
import { waitingId } from './observe.ts';
import { receiveEvent } from './receive-event.ts';
import type { TestWorld } from './test-world.ts';

/** Makes one act, and lets everything happen that can happen after it. */
export async function performAct(world: TestWorld, step: TestStep, index: number): Promise<ActOutcome> {
  const outcome = await act(world, step, index);
  await world.desk().settle();
  return outcome;
}

async function act(world: TestWorld, { act: kind, argument, expect }: TestStep, index: number): Promise<ActOutcome> {
  const what = textOf(argument, kind);
  const by = textOf(argument, 'by');
  const form = recordOf(argument, 'form');
  switch (kind) {
    case 'event':
      return receiveEvent(world, argument, index, expect !== null && Object.hasOwn(expect, 'sla'));
    case 'start':
      return answered(await world.desk().start(what, { by, with: recordOf(argument, 'with') }));
    case 'request':
      return requested(world, what, { form, person: by, key: `step-${index}` });
    case 'troubleshoot':
      return troubleshoot(world, what, by, recordOf(argument, 'with'));
    case 'respond':
      return respond(world, what, by, Object.hasOwn(argument, 'form') ? form : null);
    case 'approve':
    case 'reject':
    case 'delegate':
    case 'reassign':
      return answerOpen(world, what, { ...argument, outcome: kind });
    case 'answer':
    case 'did':
      return answerOpen(world, what, { outcome: kind === 'did' ? 'done' : 'answered', ...argument });
    case 'cancel':
    case 'pause':
    case 'resume':
    case 'undo':
      return toLastRun(world, kind, by, what);
    case 'after': {
      const due = dueTime([world.bundle], world.clock.now(), readDuration(what));
      if (!due.ok) return { problem: `${what} cannot go by: ${due.message}` };
      await moveTo(world, due.due);
      return { seen: {} };
    }
    case 'at':
      await moveTo(world, new Date(what).toISOString());
      return { seen: {} };
    case 'crash':
      await world.crash();
      return { seen: {} };
  }
}

async function requested(
  world: TestWorld,
  service: string,
  request: Parameters<ReturnType<TestWorld['desk']>['request']>[1],
): Promise<ActOutcome> {
  const answer = await world.desk().request(service, request);
  if (!answer.ok) return { seen: { refused: answer.code, refusal: answer.reason } };
  const workflow = world.bundle.services[service]?.start ?? service;
  return { seen: { joined: answer.how === 'started' ? [] : [workflow] } };
}

async function troubleshoot(world: TestWorld, tree: string, person: string, input: JsonObject): Promise<ActOutcome> {
  const result = await world.desk().troubleshoot(tree, { person, with: input });
  return result.ok ? { seen: {} } : { seen: { refused: result.code, refusal: result.reason } };
}

async function respond(world: TestWorld, choice: string, by: string, form: JsonObject | null): Promise<ActOutcome> {
  const session = world
    .desk()
    .tasks({ assignee: by })
    .findLast(({ kind }) => kind === 'tree');
  const view = session && (await world.desk().session(session.task));
  if (!session || !view?.prompt) return { problem: `nothing is asked of ${by}` };
  const answer = { by, node: view.prompt.node, ...(form === null ? { choice } : { form }) };
  const result = await world.desk().respond(session.task, answer);
  return result.ok ? { seen: {} } : { seen: { refused: result.code, refusal: result.reason } };
}

async function answerOpen(world: TestWorld, what: string, argument: JsonObject): Promise<ActOutcome> {
  const open = world.desk().tasks();
  const by = textOf(argument, 'by');
  const fitting = open.filter((task) => waitingId(world.bundle, task) === what || task.node === what);
  const task: TaskRecord | undefined = fitting.find(({ assignees }) => assignees.includes(by)) ?? fitting[0];
  if (!task)
    return {
      problem: `nothing is open that is called ${what}; open are ${open.map((each) => waitingId(world.bundle, each)).join(', ') || 'none'}`,
    };
  const note = textOf(argument, 'note');
  const seat = textOf(argument, 'seat');
  const { to } = argument;
  return answered(
    await world.desk().answer(task.task, {
      by,
      outcome: textOf(argument, 'outcome'),
      form: recordOf(argument, 'form'),
      ...(note !== '' && { note }),
      ...(to !== undefined && { to: idsIn(to) }),
      ...(seat !== '' && { seat }),
    }),
  );
}

async function toLastRun(
  world: TestWorld,
  kind: 'cancel' | 'pause' | 'resume' | 'undo',
  by: string,
  reason: string,
): Promise<ActOutcome> {
  const last = lastRun(world);
  if (last === null) return { problem: 'no run has started yet' };
  return answered(await world.desk()[kind](last, { by, reason }));
}

/** The run started last that is no part of another. */
export function lastRun(world: TestWorld): string | null {
  const runs = world
    .desk()
    .runs()
    .filter(({ parent }) => parent === null);
  return runs.toSorted((one, other) => (one.startedAt < other.startedAt ? -1 : 1)).at(-1)?.run ?? null;
}

/** Moves the clock from one due instant to the next, so that what is due in between happens at its time. */
async function moveTo(world: TestWorld, instant: string): Promise<void> {
  for (;;) {
    const next = world.desk().nextDue();
    const due = next !== null && next > world.clock.now() && next <= instant ? next : undefined;
    world.clock.set(due ?? instant);
    await world.desk().settle();
    if (due === undefined) return;
  }
}

function answered(result: AnswerResult): ActOutcome {
  return { seen: result.ok ? {} : { refused: result.code, refusal: result.reason } };
}

import { describeMilliseconds } from '@deskbook/policies/calendars';
import type { Json, JsonObject } from '@deskbook/policies';
import type { TestStep } from '@deskbook/dsl/bundle';
import { isRecord } from '../../facts/is-record.ts';
import type { Receipt } from '../../desk/desk.ts';
import type { AnswerResult } from '../../execution/answer-result.ts';
import { dueTime } from '../../execution/due-time.ts';
import type { DeskEvent } from '../../events/desk-event.ts';
import { idsIn } from '../../execution/role-people.ts';
import { savedMessage } from '../../events/saved-message.ts';
import type { TaskRecord } from '../../journal/store.ts';
import type { RawEvent } from '../../ports/help-desk.ts';
import { readDuration } from '../read-duration.ts';
import { waitingId } from './observe.ts';
import type { TestWorld } from './test-world.ts';

/** What an act brought about beyond entries and calls; a `problem` means that the act itself could not be made. */
export type ActOutcome = { readonly problem: string } | { readonly seen: JsonObject };

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
      return receive(world, argument, index, expect !== null && Object.hasOwn(expect, 'sla'));
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

async function receive(world: TestWorld, argument: JsonObject, index: number, withSla: boolean): Promise<ActOutcome> {
  const event = await messageOf(world, argument, index);
  if ('problem' in event) return event;
  const classified = await world.desk().classify(event);
  const level = withSla ? await world.desk().serviceLevel(event) : null;
  const receipt = await world.desk().receive(event);
  return {
    seen: {
      ...receiptSeen(receipt),
      ...(level === null ? {} : { sla: slaSeen(level) }),
      ...('status' in classified
        ? {}
        : {
            classification: {
              ...classified.classification,
              rules: classified.classification.rules.map(({ id }) => id),
            },
          }),
    },
  };
}

/** The SLA of an event's ticket, and each of its clocks by name. */
function slaSeen(level: Awaited<ReturnType<ReturnType<TestWorld['desk']>['serviceLevel']>>): JsonObject {
  if ('status' in level) return {};
  const clocks = level.clocks.map(({ id, status, due, remaining }): [string, JsonObject] => {
    return [id, { status, due, left: remaining === null ? null : describeMilliseconds(remaining) }];
  });
  return { id: level.sla, ...Object.fromEntries(clocks) };
}

async function messageOf(
  world: TestWorld,
  argument: JsonObject,
  index: number,
): Promise<RawEvent | DeskEvent | { readonly problem: string }> {
  const payload = argument['payload'];
  const body =
    typeof payload === 'string' ? world.readPayload(payload) : payload === undefined ? null : JSON.stringify(payload);
  const source = textOf(argument, 'from');
  if (source !== '') {
    const mapping = world.bundle.sources[source];
    if (!mapping || body === null)
      return { problem: `an event from ${source} needs a payload and a source of that name` };
    const secret = await world.ports.secrets.secret(mapping.verify.secret);
    return savedMessage(mapping, {
      body,
      headers: textsOf(recordOf(argument, 'headers')),
      secret,
      now: world.clock.now(),
    });
  }
  if (body !== null) return { source: 'cloudevents', headers: {}, body };
  const event = {
    specversion: '1.0',
    id: `step-${index}`,
    source: 'test',
    type: textOf(argument, 'event'),
    time: world.clock.now(),
    data: recordOf(argument, 'data'),
  };
  return { source: 'cloudevents', headers: {}, body: JSON.stringify(event) };
}

function receiptSeen(receipt: Receipt): JsonObject {
  switch (receipt.status) {
    case 'accepted':
      return {
        joined: receipt.started.filter(({ how }) => how !== 'started').map(({ workflow }) => workflow),
        not_started: Object.fromEntries(receipt.notStarted.map(({ trigger, reason }) => [trigger, reason])),
        ticket: receipt.event.subject,
      };
    case 'duplicate':
      return { duplicate: true };
    case 'ignored':
      return { ignored: true };
    case 'rejected':
      return { rejected: receipt.rejection.code };
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

async function toLastRun(world: TestWorld, kind: 'cancel' | 'undo', by: string, reason: string): Promise<ActOutcome> {
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
    const due = world
      .desk()
      .runs({ status: 'open' })
      .flatMap((run) => run.due ?? [])
      .filter((at) => at > world.clock.now() && at <= instant)
      .toSorted()[0];
    world.clock.set(due ?? instant);
    await world.desk().settle();
    if (due === undefined) return;
  }
}

function answered(result: AnswerResult): ActOutcome {
  return { seen: result.ok ? {} : { refused: result.code, refusal: result.reason } };
}

function textOf(of: JsonObject, name: string): string {
  const value: Json | undefined = Object.hasOwn(of, name) ? of[name] : undefined;
  return typeof value === 'string' ? value : '';
}

function recordOf(of: JsonObject, name: string): JsonObject {
  const value: Json | undefined = Object.hasOwn(of, name) ? of[name] : undefined;
  return isRecord(value) ? value : {};
}

function textsOf(of: JsonObject): { readonly [name: string]: string } {
  return Object.fromEntries(
    Object.entries(of).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

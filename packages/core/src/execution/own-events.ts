import { type DeskEventType, isDeskEvent } from '@deskbook/dsl/bundle';
import type { Bundle } from '@deskbook/dsl/bundle';
import type { JsonObject } from '@deskbook/policies';
import type { DeskEvent } from '../events/desk-event.ts';
import { ownEvent } from '../events/own-event.ts';
import type { Commit, Parked, TaskRecord } from '../journal/store.ts';
import type { Entry } from '../kernel/entry.ts';
import { indexOf } from '../kernel/graph.ts';
import type { RunState } from '../kernel/run-state.ts';
import { eventWaitOf } from './commands/await-event.ts';
import type { RunMove } from './run-commit.ts';
import { runRoot, ticketOf } from './run-facts.ts';
import { taskRecords } from './task-records.ts';

/** The kind under which events of the desk's own wait to be taken in. */
export const OWN_EVENT = 'own-event';

/** What somebody listens for, of all that runs bring about. */
export type Listens = ReadonlySet<string>;

/** Nobody listens for anything. */
export const nothing: Listens = new Set();

const known = new WeakMap<Bundle, Listens>();

/** The events of the desk's own that a bundle has triggers or waits for. What nobody listens for is not told. */
export function listensOf(bundle: Bundle): Listens {
  const found = known.get(bundle) ?? heardIn(bundle);
  known.set(bundle, found);
  return found;
}

function heardIn({ triggers, workflows }: Bundle): Listens {
  const waits = Object.values(workflows).flatMap(({ nodes }) =>
    nodes.flatMap((node) => eventWaitOf(node)?.event ?? []),
  );
  const heard = triggers.flatMap(({ event, state }) => (state === 'retired' ? [] : [event]));
  return new Set([...heard, ...waits].filter(isDeskEvent));
}

/**
 * Puts what a move of a run brings about beside it, to be taken in as events: durable with what caused it, and named after it, so that each
 * is told once whoever takes it in. The items of an `each`, and what is done at an end, are parts of their run: of their own ends nothing is told.
 */
export function parkOwnEvents(move: RunMove, listens: Listens): Commit {
  const events = listens.size === 0 || move.before === null ? [] : eventsOf(move, move.before, listens);
  return {
    expect: {},
    append: [],
    park: events.map((event): Parked => {
      return {
        id: `${OWN_EVENT}:${event.id}`,
        kind: OWN_EVENT,
        at: event.time,
        work: { event } as unknown as JsonObject,
      };
    }),
  };
}

/** An event as it was parked. */
export const readOwnEvent = ({ work }: Parked): DeskEvent => (work as unknown as { readonly event: DeskEvent }).event;

interface Told {
  readonly type: DeskEventType;
  /** What it is about, unique in the run. */
  readonly of: string;
  readonly facts: JsonObject;
}

function eventsOf(move: RunMove, before: RunState, listens: Listens): readonly DeskEvent[] {
  const { after, entries, head } = move;
  const time = entries.at(-1)?.at ?? '';
  const sequence = (head?.sequence ?? 0) + entries.length;
  const told = [...endOf(before, after), ...approvalsOf(move, before), ...tasksOf(move, before)];
  const run = { ...runRoot(after), ...(after.end === null ? {} : { end: after.end }) };
  const { cause } = after;
  const hops = (cause === null || cause.kind === 'person' ? 0 : cause.hops) + 1;
  return told
    .filter(({ type }) => listens.has(type))
    .map(({ type, of, facts }) =>
      ownEvent({
        type,
        id: `${type}/${after.run}/${sequence}/${of}`,
        time,
        ticket: ticketOf(after),
        facts: { run, ...facts },
        own: { run: after.run, hops },
      }),
    );
}

function endOf(before: RunState, after: RunState): readonly Told[] {
  const isPart = after.workflow.includes('/');
  const hasEnded = !isPart && before.status !== 'ended' && after.status === 'ended';
  return hasEnded ? [{ type: 'run.ended', of: after.end ?? '', facts: {} }] : [];
}

function approvalsOf({ graph, after }: RunMove, before: RunState): readonly Told[] {
  return [...indexOf(graph).nodes.values()].flatMap(({ id, verb }): readonly Told[] => {
    const approval = after.nodes[id]?.approval ?? null;
    const was = before.nodes[id]?.approval ?? null;
    if (verb.kind !== 'approve' || approval === null || was?.status !== 'open' || approval.status === 'open') return [];
    const { status } = approval;
    const question = before.nodes[id]?.task?.title ?? verb.approval;
    const facts = { approval: { id: verb.approval, question, requester: after.requester, status } };
    return [{ type: `approval.${status}`, of: id, facts }];
  });
}

function tasksOf({ graph, after, entries }: RunMove, before: RunState): readonly Told[] {
  const was = taskRecords(graph, before);
  const earlier = new Set(was.map(({ task }) => task));
  const opened = taskRecords(graph, after).filter((task) => !earlier.has(task.task) && isWork(task));
  const overdue = was.filter((task) => isWork(task) && entries.some((entry) => isDeadlineOf(task, entry)));
  return [
    ...overdue.map((task): Told => ({ type: 'task.overdue', of: task.task, facts: { task: taskFacts(task) } })),
    ...opened.map((task): Told => ({ type: 'task.opened', of: task.task, facts: { task: taskFacts(task) } })),
  ];
}

/** Who is asked for an approval is written to by the approval itself; a diagnosis begins with the person who has it. */
const isWork = ({ kind }: TaskRecord): boolean => kind === 'task' || kind === 'ask' || kind === 'hold';

const isDeadlineOf = ({ node }: TaskRecord, entry: Entry): boolean =>
  entry.type === 'timer.fired' && entry.timer === 'within' && entry.node === node;

function taskFacts({ task, node, kind, title, role, assignees, deadline, details }: TaskRecord): JsonObject {
  const { reason } = details;
  return {
    id: task,
    step: node,
    kind,
    title,
    assignees: [...assignees],
    ...(role === null ? {} : { role }),
    ...(deadline === null ? {} : { deadline }),
    ...(typeof reason === 'string' ? { reason } : {}),
  };
}

import type { Node } from '@deskbook/dsl/bundle';
import { verbWords } from '@deskbook/dsl/graph';
import { eventWaitOf } from '../execution/commands/await-event.ts';
import { entryOf, streamOf } from '../execution/entry-body.ts';
import type { ExecutionHost } from '../execution/host.ts';
import { inForceAt, inForceBefore } from '../execution/in-force.ts';
import { isRetry } from '../execution/is-retry.ts';
import { keptBundles } from '../execution/kept-bundles.ts';
import { loadRun, type LoadedRun } from '../execution/load-run.ts';
import { outagesOf } from '../execution/outages-of.ts';
import { inFirstOf } from '../execution/spoken-text.ts';
import type { Store } from '../journal/store.ts';
import type { Command } from '../kernel/command.ts';
import type { Entry } from '../kernel/entry.ts';
import { indexOf } from '../kernel/graph.ts';
import { initialState } from '../kernel/initial-state.ts';
import { calledNow } from '../kernel/moving/placed.ts';
import { pausesOf } from '../kernel/pauses-of.ts';
import { step } from '../kernel/step.ts';
import type { RunView, RunWait, StepView } from './run-view.ts';

/**
 * Looks at a run: its steps with where each stands, and what it waits for. Told from the store alone, which keeps the bundle of each run: any
 * process may look, also while a desk works. null: there is no such run, or its bundle is not here.
 *
 * @example
 * const view = viewRun(sqliteStore('desk.db', { readOnly: true }), 'access-fulfilment-8f1c0e');
 */
export function viewRun(
  store: Store,
  run: string,
  bundleOf: ExecutionHost['bundleOf'] = keptBundles(store),
): RunView | null {
  const host = { store, bundleOf };
  const record = store.run(run);
  const loaded = loadRun(host, run);
  if (record === null || loaded === null) return null;
  const entries = store.entries(streamOf(run)).map(entryOf);
  const { bundle, graph } = loaded;
  const since = sinceWhen(host, entries);
  const { id, version, hash } = bundle;
  return {
    record,
    title: inFirstOf(graph.workflow.title, bundle.languages),
    bundle: { id, version, hash },
    steps: graph.workflow.nodes.map((node) => stepView(loaded, node, since)),
    waits: record.status === 'ended' ? [] : waitsOf(store, loaded, entries, since),
    parts: store.runs({ parent: run }),
  };
}

type Since = ReadonlyMap<string, string>;

/** When each step came to stand as it does. */
function sinceWhen(host: Pick<ExecutionHost, 'bundleOf'>, entries: readonly Entry[]): Since {
  let since = new Map<string, string>();
  let now = inForceBefore(host, null, entries[0]);
  let state = now === null ? null : initialState(now.graph);
  for (const entry of entries) {
    now = now === null ? null : inForceAt(host, now, entry);
    if (now === null || state === null) return since;
    const { state: after } = step(now.graph, state, entry);
    if (entry.type === 'run.moved') since = new Map([...since].map(([id, at]) => [calledNow(entry.map, id), at]));
    for (const [id, { status, visit }] of Object.entries(after.nodes)) {
      const before = state.nodes[id];
      const isNew = before?.status !== status || before.visit !== visit;
      if (isNew && entry.type !== 'run.moved') since.set(id, entry.at);
    }
    state = after;
  }
  return since;
}

function stepView({ state, bundle }: LoadedRun, node: Node, since: Since): StepView {
  const { status = 'waiting', outcome = null, visit = 0, children = [] } = state.nodes[node.id] ?? {};
  const ended = children.filter(({ end }) => end !== null).length;
  return {
    node: node.id,
    title: inFirstOf(node.title, bundle.languages),
    does: verbWords(node.verb),
    block: node.block,
    status,
    outcome,
    since: since.get(node.id) ?? null,
    visit,
    parts: children.length === 0 ? null : { ended, of: children.length },
  };
}

/** Commands that are waited out: everything else is for a desk to carry out. */
const waited: ReadonlySet<Command['type']> = new Set(['await', 'sleep', 'unwind']);

function waitsOf(store: Store, loaded: LoadedRun, entries: readonly Entry[], since: Since): readonly RunWait[] {
  const { state, graph, run } = loaded;
  const outages = outagesOf(graph, state, entries);
  const isOut = (node: string): boolean => outages.some((each) => each.node === node);
  const tasks = store.tasks({ run });
  const opened = new Map(entries.flatMap((entry) => (entry.type === 'task.opened' ? [[entry.task, entry.at]] : [])));
  const at = (node: string) => ({ node, since: since.get(node) ?? null, until: null });
  const commands = state.outstanding.flatMap((command): readonly RunWait[] => {
    if (!('node' in command)) return [{ kind: 'desk', node: '', since: null, until: null, what: command.type }];
    const { node } = command;
    if (command.type === 'sleep') {
      if (isRetry(command) && isOut(node)) return [];
      // A deadline is said with what it is the deadline of.
      if (command.timer === 'within' || command.timer === 'chase') return [];
      return [{ kind: 'time', ...at(node), until: command.due, timer: command.timer }];
    }
    if (command.type === 'await' && command.what === 'event') {
      const wait = indexOf(graph).nodes.get(node);
      const event = (wait === undefined ? null : eventWaitOf(wait))?.event ?? '';
      return [{ kind: 'event', ...at(node), until: deadlineOf(state.outstanding, node), event }];
    }
    if (command.type === 'await' && command.what === 'child') return [{ kind: 'part', ...at(node), run: command.task }];
    if (command.type === 'unwind') return [{ kind: 'part', ...at(node), run: command.run }];
    return waited.has(command.type) ? [] : [{ kind: 'desk', ...at(node), what: command.type }];
  });
  return [
    ...pausesOf(state).map(
      ({ by, at: since, reason }) => ({ kind: 'pause', node: '', since, until: null, by, reason }) as const,
    ),
    ...tasks.map((task): RunWait => {
      const { node, deadline } = task;
      return { kind: 'person', node, since: opened.get(task.task) ?? since.get(node) ?? null, until: deadline, task };
    }),
    ...outages.map((each): RunWait => ({ kind: 'system', node: each.node, since: each.since, until: each.next, step: each })), // prettier-ignore
    ...commands,
  ];
}

function deadlineOf(outstanding: readonly Command[], node: string): string | null {
  const found = outstanding.find((command) => command.type === 'sleep' && command.timer === 'within' && command.node === node); // prettier-ignore
  return found?.type === 'sleep' ? found.due : null;
}

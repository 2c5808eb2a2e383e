import type { Store } from '@deskbook/core';
import { replayRun } from '../../packages/core/src/execution/index.ts';
import type { Bundle } from '@deskbook/dsl/bundle';
import type { Host } from './host.ts';

/** Everything on record, chain by chain; but not the seals, which say when a store was sealed and by whom it was closed. */
export type Journal = { readonly [stream: string]: readonly unknown[] };

/** What a store holds, as it is compared: the whole entry with its hash, or each branch's bodies in their own order. */
export function journalOf(store: Store, order: Host['order']): Journal {
  const streams = store.streams('').filter((stream) => stream !== 'seal');
  const entries = (stream: string): readonly unknown[] => {
    const all = store.entries(stream);
    if (order === 'exact') return all;
    if (order === 'sealed')
      return all.map(({ stream, sequence, at, cause, body }) => ({ stream, sequence, at, cause, body }));
    return branches(all.map(({ body }) => body));
  };
  return Object.fromEntries(streams.map((stream) => [stream, entries(stream)]));
}

function branches(bodies: readonly { readonly [key: string]: unknown }[]): readonly unknown[] {
  const byNode = new Map<string, unknown[]>();
  for (const body of bodies) {
    const node = typeof body['node'] === 'string' ? body['node'] : '';
    byNode.set(node, [...(byNode.get(node) ?? []), body]);
  }
  return [...byNode].toSorted(([one], [other]) => (one < other ? -1 : 1));
}

/**
 * How things stand in the end, whatever happened on the way: how runs ended, what was done, what lies with whom. A run that was started by
 * hand is known by when that was, which may have been later: runs are called by their workflow and how-manieth they are.
 */
export function outcomeOf(store: Store, bundle: Bundle): unknown {
  const count = new Map<string, number>();
  const names = store.runs({}).map(({ run, workflow }) => {
    count.set(workflow, (count.get(workflow) ?? 0) + 1);
    return [run, `${workflow} ${count.get(workflow)}`] as const;
  });
  const text = JSON.stringify(stands(store, bundle));
  const named = names.reduce((so, [run, name]) => so.replaceAll(run, name), text);
  const { runs, tasks, ...rest } = JSON.parse(named) as Stands;
  return { ...rest, runs: runs.toSorted(by('run')), tasks: tasks.toSorted(by('task')) };
}

interface Stands {
  readonly runs: readonly { readonly run: string }[];
  readonly tasks: readonly { readonly task: string }[];
}

const by = <Key extends string>(key: Key) => (one: { readonly [key in Key]: string }, other: { readonly [key in Key]: string }): number => one[key] < other[key] ? -1 : 1; // prettier-ignore

function stands(store: Store, bundle: Bundle): unknown {
  const bundleOf = (hash: string) => (hash === bundle.hash ? bundle : null);
  const runs = store.runs({}).map(({ run, workflow, ticket, requester, status, end }) => {
    const replay = replayRun({ store, bundleOf }, run);
    if (!replay.ok) throw new Error(`${run} cannot be replayed: ${replay.problem} at ${replay.sequence}`);
    const effects = replay.state.effects.map(({ key, output, undone }) => ({ key, output, undone }));
    return { run, workflow, ticket, requester, status, end, effects: effects.toSorted(byKey) };
  });
  return {
    runs,
    tasks: store.tasks({}).map(({ task, kind, assignees }) => ({ task, kind, assignees })),
    tickets: [...store.tickets()].map(({ id, facts }) => ({ id, facts })).toSorted((one, other) => (one.id < other.id ? -1 : 1)), // prettier-ignore
    sessions: store.streams('session:').map((stream) => store.entries(stream).at(-1)?.body.type),
  };
}

const byKey = (one: { readonly key: string }, other: { readonly key: string }): number => (one.key < other.key ? -1 : 1); // prettier-ignore

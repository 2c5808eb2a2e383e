import type { Store } from '@deskbook/core';
import { replayRun } from '../../packages/core/src/execution/index.ts';
import type { Bundle } from '@deskbook/dsl/bundle';
import type { Host } from './host.ts';

/** Everything on record, chain by chain; but not the seals, which say when a store was sealed and by whom it was closed. */
export type Journal = { readonly [stream: string]: readonly unknown[] };

/** What a store holds, as it is compared: the whole entry with its hash, or each branch's bodies in their own order. */
export function journalOf(store: Store, order: Host['order']): Journal {
  const streams = store.streams('').filter((stream) => stream !== 'seal');
  const entries = (stream: string): readonly unknown[] =>
    order === 'exact' ? store.entries(stream) : branches(store.entries(stream).map(({ body }) => body));
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

/** How things stand in the end, whatever happened on the way: how runs ended, what was done, what lies with whom. */
export function outcomeOf(store: Store, bundle: Bundle): unknown {
  const bundleOf = (hash: string) => (hash === bundle.hash ? bundle : null);
  const runs = store.runs({}).map(({ run, workflow, ticket, requester, status, end }) => {
    const replay = replayRun({ store, bundleOf }, run);
    if (!replay.ok) throw new Error(`${run} cannot be replayed: ${replay.problem} at ${replay.sequence}`);
    const effects = replay.state.effects.map(({ key, output, undone }) => ({ key, output, undone }));
    return { run, workflow, ticket, requester, status, end, effects: effects.toSorted(byKey) };
  });
  return {
    runs: runs.toSorted((one, other) => (one.run < other.run ? -1 : 1)),
    tasks: store.tasks({}).map(({ task, kind, assignees }) => ({ task, kind, assignees })).toSorted((one, other) => (one.task < other.task ? -1 : 1)), // prettier-ignore
    tickets: [...store.tickets()].map(({ id, facts }) => ({ id, facts })).toSorted((one, other) => (one.id < other.id ? -1 : 1)), // prettier-ignore
    sessions: store.streams('session:').map((stream) => store.entries(stream).at(-1)?.body.type),
  };
}

const byKey = (one: { readonly key: string }, other: { readonly key: string }): number => (one.key < other.key ? -1 : 1); // prettier-ignore

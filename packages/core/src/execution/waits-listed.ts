import type { Commit } from '../journal/store.ts';
import type { Graph } from '../kernel/graph.ts';
import type { RunState } from '../kernel/run-state.ts';
import { eventWaitOf } from './commands/await-event.ts';

/** The kind under which a run is listed that may wait for events of a type. */
export const waitingFor = (type: string): string => `waiting-for/${type}`;

/**
 * Lists a run from its beginning to its end under each type of event that it may wait for: whichever process an event comes to finds
 * whom it concerns.
 */
export function waitsListed(
  graph: Graph,
  before: RunState | null,
  after: RunState,
  at: string,
): Pick<Commit, 'park' | 'unpark'> {
  if (before !== null && after.status !== 'ended') return {};
  const types = eventTypes(graph);
  if (types.length === 0) return {};
  const id = (type: string): string => `${waitingFor(type)}/${after.run}`;
  if (after.status === 'ended') return { unpark: types.map(id) };
  return { park: types.map((type) => ({ id: id(type), kind: waitingFor(type), at, work: { run: after.run } })) };
}

/** The types of event that some step of a graph waits for. */
function eventTypes(graph: Graph): readonly string[] {
  return [...new Set(graph.workflow.nodes.flatMap((node) => eventWaitOf(node)?.event ?? []))];
}

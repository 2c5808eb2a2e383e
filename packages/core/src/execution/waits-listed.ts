import type { Commit } from '../journal/store.ts';
import type { Graph } from '../kernel/graph.ts';
import type { RunState } from '../kernel/run-state.ts';
import { eventWaitOf } from './commands/await-event.ts';

/** The kind under which a run is listed that may wait for events of a type. */
export const waitingFor = (type: string): string => `waiting-for/${type}`;

/** A run that goes on, perhaps over another graph than before. */
interface Listed {
  readonly graph: Graph;
  readonly from: Graph;
  readonly before: RunState | null;
  readonly after: RunState;
  readonly at: string;
}

/**
 * Lists a run from its beginning to its end under each type of event that it may wait for: whichever process an event comes to finds
 * whom it concerns.
 */
export function waitsListed({ graph, from, before, after, at }: Listed): Pick<Commit, 'park' | 'unpark'> {
  if (before !== null && after.status !== 'ended' && from === graph) return {};
  const listed = before === null ? [] : eventTypes(from);
  const wanted = after.status === 'ended' ? [] : eventTypes(graph);
  const id = (type: string): string => `${waitingFor(type)}/${after.run}`;
  const unpark = listed.filter((type) => !wanted.includes(type)).map(id);
  const park = wanted
    .filter((type) => !listed.includes(type))
    .map((type) => ({ id: id(type), kind: waitingFor(type), at, work: { run: after.run } }));
  return { ...(unpark.length > 0 && { unpark }), ...(park.length > 0 && { park }) };
}

/** The types of event that some step of a graph waits for. */
function eventTypes(graph: Graph): readonly string[] {
  return [...new Set(graph.workflow.nodes.flatMap((node) => eventWaitOf(node)?.event ?? []))];
}

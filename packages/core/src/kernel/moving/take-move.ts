import type { NodeId } from '@deskbook/dsl/bundle';
import { setState, type Draft } from '../draft.ts';
import type { Moved } from '../entry.ts';
import { isFinishing } from '../finishing.ts';
import type { RunState } from '../run-state.ts';
import type { Ignored } from '../step-result.ts';
import { calledNow, place, type Renamed } from './placed.ts';

/**
 * Takes that a run goes on over another graph, the draft's. What has happened stays as it is under the names of now; what the new graph
 * has besides begins where it is due. Whether it may be moved was decided before: this only does it.
 */
export function takeMove(draft: Draft, { from, to, workflow, map }: Moved): Ignored | null {
  const { state, graph } = draft;
  if (
    state.status !== 'running' ||
    state.ending !== null ||
    isFinishing(draft) ||
    state.bundle !== from ||
    graph.workflow.id !== workflow
  )
    return 'refused';
  const { nodes, outstanding } = place(graph, { ...state, nodes: draft.nodes, outstanding: draft.outstanding }, map);
  draft.nodes = { ...nodes };
  draft.ownsNodes = true;
  draft.outstanding = outstanding;
  const renamed = <At extends { readonly node: NodeId }>(at: At): At => ({ ...at, node: calledNow(map, at.node) });
  setState(draft, {
    names: {},
    ...namesAfter(state, map),
    bundle: to,
    workflow,
    facts: withOuterSteps(state.facts, map),
    effects: state.effects.map(renamed),
    begun: state.begun.map(renamed),
    kept: state.kept.map((kept) =>
      kept.undecided === undefined ? kept : { ...kept, undecided: kept.undecided.map(renamed) },
    ),
    pending: Object.fromEntries(Object.entries(state.pending).map(([key, effect]) => [key, renamed(effect)])),
    establishedBy: Object.fromEntries(
      Object.entries(state.establishedBy).map(([token, node]) => [token, calledNow(map, node)]),
    ),
    gone: Object.fromEntries(Object.entries(state.gone).map(([way, times]) => [renamedWay(way, map), times])),
  });
  return null;
}

/** Under which ids the keys of renamed steps go on: that which they began under, however often they are renamed. */
export function namesAfter(
  { names = {}, nodes }: Pick<RunState, 'names' | 'nodes'>,
  map: Renamed,
): Pick<RunState, 'names'> {
  const kept = Object.entries(nodes).flatMap(([id, { visit, status }]) => {
    const name = Object.hasOwn(names, id) ? names[id] : undefined;
    const now = calledNow(map, id);
    const begunAs = name ?? (visit > 0 || status !== 'waiting' ? id : now);
    return begunAs === undefined || begunAs === now ? [] : [[now, begunAs] as const];
  });
  return kept.length === 0 ? {} : { names: Object.fromEntries(kept) };
}

/** `<step>:<outcome>` under the step's name of now. */
function renamedWay(way: string, map: Renamed): string {
  const colon = way.indexOf(':');
  return `${calledNow(map, way.slice(0, colon))}${way.slice(colon)}`;
}

/** What an item of an `each` reads of the steps around it. */
function withOuterSteps(facts: RunState['facts'], map: Renamed): RunState['facts'] {
  const { steps } = facts;
  if (typeof steps !== 'object' || steps === null || Array.isArray(steps)) return facts;
  return { ...facts, steps: Object.fromEntries(Object.entries(steps).map(([id, said]) => [calledNow(map, id), said])) };
}

import type { Node, NodeId } from '@deskbook/dsl/bundle';
import type { Entry, Moved } from '../entry.ts';
import { type Graph, indexOf } from '../graph.ts';
import type { NodeState, RunState } from '../run-state.ts';
import { step } from '../step.ts';
import { effectsInTheWay } from './effects-in-the-way.ts';
import { gatesInTheWay } from './gates-in-the-way.ts';
import type { InTheWay } from './in-the-way.ts';
import { nodeInTheWay } from './node-in-the-way.ts';
import { calledNow, place, type Renamed } from './placed.ts';
import { namesAfter } from './take-move.ts';

/** A run as it goes on over the other graph, or everything that keeps it from that. */
export type MappedRun =
  | { readonly ok: true; readonly state: RunState }
  | { readonly ok: false; readonly inTheWay: readonly InTheWay[] };

/**
 * Decides whether a run may go on over another graph, and how it stands there. What has happened must be found there as it happened, what
 * is under way must be the same there, and nothing that stands before an effect may be got around. Pure; nothing is asked of the world.
 *
 * @param move - the entry to be, with the ids that are others in the new graph.
 */
export function mapRun(from: Graph, to: Graph, state: RunState, move: Entry & Moved): MappedRun {
  const { map } = move;
  const inTheWay = [
    ...runInTheWay(from, to, state, move),
    ...mapInTheWay(from, to, state, map),
    ...stepsInTheWay(from, to, state, map),
    ...effectsInTheWay(from, to, state),
    ...gatesInTheWay({ from, to, map, state }),
  ];
  if (inTheWay.length > 0) return { ok: false, inTheWay };
  const { state: after, ignored } = step(to, state, move);
  if (ignored === null) return { ok: true, state: after };
  return { ok: false, inTheWay: [whole('not_running', 'it does not stand where it was looked at')] };
}

const whole = (code: InTheWay['code'], reason: string): InTheWay => ({ node: null, code, reason });

/** What keeps the run as a whole. */
function runInTheWay(from: Graph, to: Graph, state: RunState, move: Moved): readonly InTheWay[] {
  const found: InTheWay[] = [];
  if (move.from === move.to) found.push(whole('same_graph', 'it is on that bundle already'));
  if (state.status !== 'running' || state.ending !== null || (state.finishing ?? null) !== null)
    found.push(whole('not_running', 'it has ended, or is on its way there'));
  if (from.workflow.activates !== undefined || to.workflow.activates !== undefined)
    found.push(whole('for_a_while', 'it gives somebody something for a while, and ends when it was to end'));
  if (from.workflow.acts.for !== to.workflow.acts.for)
    found.push(whole('acts', 'there it acts for somebody else, or for nobody'));
  for (const [name, field] of Object.entries(to.workflow.input)) {
    if (field.optional || field.default !== undefined || Object.hasOwn(state.input, name)) continue;
    found.push(whole('input', `there it must be given \`${name}\``));
  }
  return found;
}

/** What is wrong with the map itself. */
function mapInTheWay(from: Graph, to: Graph, state: RunState, map: Renamed): readonly InTheWay[] {
  const old = from.workflow.nodes;
  const names = Object.values(namesAfter(state, map).names ?? {});
  const twice = [...Map.groupBy(old.filter(({ id }) => isThere(to, map, id)), ({ id }) => calledNow(map, id)).values()]; // prettier-ignore
  const taken = to.workflow.nodes.filter(
    ({ id }) =>
      names.includes(id) && !old.some((node) => calledNow(map, node.id) === id && begun(state.nodes[node.id])),
  );
  return [
    ...twice.flatMap(([first, ...rest]) =>
      rest.map(({ id }): InTheWay => {
        const reason = `it and \`${first?.id ?? ''}\` would both be \`${calledNow(map, id)}\``;
        return { node: id, code: 'mapped_twice', reason };
      }),
    ),
    ...taken.map(({ id }): InTheWay => {
      const reason = 'it is new there, and its effects would have the keys of a step that was called so before';
      return { node: id, code: 'name_taken', reason };
    }),
  ];
}

const isThere = (to: Graph, map: Renamed, id: NodeId): boolean => indexOf(to).nodes.has(calledNow(map, id));

/** Whether anything has happened to a step. */
const begun = (state: NodeState | undefined): state is NodeState =>
  state !== undefined && (state.visit > 0 || state.status !== 'waiting');

function stepsInTheWay(from: Graph, to: Graph, state: RunState, map: Renamed): readonly InTheWay[] {
  const there = indexOf(to).nodes;
  const placed = place(to, state, map).nodes;
  return from.workflow.nodes.flatMap((old) => {
    const here = state.nodes[old.id];
    if (!begun(here)) return [];
    const now = there.get(calledNow(map, old.id));
    if (now === undefined) return here.status === 'skipped' && here.visit === 0 ? [] : [gone(old.id)];
    const unmet = placed[now.id]?.status === 'waiting' ? [] : needsUnmet(now, placed);
    const early: readonly InTheWay[] = unmet.length === 0 ? [] : [{ node: old.id, code: 'needs', reason: `there it comes after ${unmet.join(', ')}, which is not through` }]; // prettier-ignore
    const end = here.held?.phase === 'end' ? here.held.end : null;
    const noEnd: readonly InTheWay[] =
      end !== null && Object.hasOwn(from.workflow.ends, end) && !Object.hasOwn(to.workflow.ends, end)
        ? [{ node: old.id, code: 'gone', reason: `the end \`${end}\` that it heads for is not there` }]
        : [];
    return [...nodeInTheWay({ old, now, state: here }, map), ...early, ...noEnd];
  });
}

const gone = (node: NodeId): InTheWay => ({ node, code: 'gone', reason: 'it has begun, and is not there' });

/** The steps a begun step would have to wait for; none where as many of them are through as it takes. */
function needsUnmet({ needs, join }: Node, placed: RunState['nodes']): readonly NodeId[] {
  const unmet = needs.filter((need) => !['finished', 'skipped'].includes(placed[need]?.status ?? ''));
  const wanted = join === 'all' ? needs.length : join === 'any' ? 1 : Math.min(join, needs.length);
  return needs.length - unmet.length >= wanted ? [] : unmet;
}

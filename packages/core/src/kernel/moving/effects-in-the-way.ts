import { isDeepStrictEqual } from 'node:util';
import type { ActionContract } from '@deskbook/dsl/bundle';
import type { Graph } from '../graph.ts';
import type { RunState } from '../run-state.ts';
import type { InTheWay } from './in-the-way.ts';

/** What keeps the effects of a run, done or with an outcome that nobody knows, from being looked after over the other graph. */
export function effectsInTheWay(from: Graph, to: Graph, state: RunState): readonly InTheWay[] {
  const pending = Object.values(state.pending).flatMap(({ node, action, unknown, undo }): readonly InTheWay[] => {
    if (!unknown) return [{ node, code: 'in_flight', reason: `\`${action}\` is being performed, and has not come back` }];
    const same = !undo && isDeepStrictEqual(repetitionOf(from, action), repetitionOf(to, action));
    return same ? [] : [{ node, code: 'contract', reason: `nobody knows whether \`${action}\` happened, and its contract is another there` }];
  }); // prettier-ignore
  const done = state.effects.flatMap(({ node, action, undone }): readonly InTheWay[] => {
    if (undone === 'done' || isDeepStrictEqual(undoOf(from, action), undoOf(to, action))) return [];
    return [{ node, code: 'undo', reason: `what \`${action}\` did would be taken back otherwise` }];
  });
  return [...pending, ...done];
}

function contractOf({ actions }: Graph, action: string): ActionContract | null {
  return (Object.hasOwn(actions, action) ? actions[action] : null) ?? null;
}

/** What decides how an attempt of unknown outcome is gone on with. */
function repetitionOf(graph: Graph, action: string): unknown {
  const contract = contractOf(graph, action);
  if (contract === null) return null;
  const { effect, idempotent, check, input, output } = contract;
  return { effect, idempotent, input, output, check, reads: check === null ? null : promised(graph, check.action) };
}

/** How an effect is taken back: by which action, with what, and what that promises. */
function undoOf(graph: Graph, action: string): unknown {
  const contract = contractOf(graph, action);
  if (contract === null) return undefined;
  return contract.undo === null ? null : { ...contract.undo, by: promised(graph, contract.undo.action) };
}

/** What an action promises, without the words and the patience it has. */
function promised(graph: Graph, action: string): unknown {
  const contract = contractOf(graph, action);
  if (contract === null) return null;
  const { port, input, output, effect, idempotent, check, resource, scopes } = contract;
  return { port, input, output, effect, idempotent, check, resource, scopes };
}

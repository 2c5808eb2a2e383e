import type { ActionContract } from '@deskbook/dsl/bundle';
import { passesGates } from '../kernel/gate.ts';
import type { Graph } from '../kernel/graph.ts';
import type { RunState } from '../kernel/run-state.ts';

/** Telling people of a decision is not what the decision is about. */
const telling = new Set(['mail', 'helpdesk']);

/** Whether an action waits for decisions and approvals: every write but telling people. */
export const isGated = ({ effect, port }: ActionContract): boolean => effect !== 'read' && !telling.has(port);

/**
 * Whether the classification of the request lets a write through: one that is denied or not yet decidable runs no effect, and one
 * that requires an approval none before it is given. null: it does.
 */
export function gateRefusal(
  graph: Graph,
  state: RunState,
  contract: ActionContract,
): 'request_denied' | 'not_approved' | null {
  if (!isGated(contract)) return null;
  const passes = passesGates(graph, state);
  return passes === 'yes' ? null : passes;
}

/** Whether a self-service run may have one effect more. `beside` are those its diagnoses had. What children may do counts as done; telling people counts for nothing. */
export function isWithinLimit(graph: Graph, state: RunState, contract: ActionContract, beside = 0): boolean {
  return !isGated(contract) || effectsLeft(graph, state) > beside;
}

/** How many effects more the offer lets this run have; a child is given one of them, and the child of a `run` all that are left. */
export function effectsLeft(graph: Graph, state: RunState): number {
  const atMost = state.confine?.atMost ?? null;
  if (atMost === null) return Number.POSITIVE_INFINITY;
  const counts = (action: string): boolean => {
    const contract = Object.hasOwn(graph.actions, action) ? graph.actions[action] : undefined;
    return contract === undefined || isGated(contract);
  };
  const pending = Object.values(state.pending).filter((effect) => !effect.undo && counts(effect.action));
  const done = state.effects.filter((effect) => counts(effect.action));
  const isRun = (id: string): boolean =>
    graph.workflow.nodes.some((node) => node.id === id && node.verb.kind === 'run');
  const given = state.begun.reduce((total, child) => total + (isRun(child.node) ? atMost : 1), 0);
  return Math.max(0, atMost - done.length - pending.length - given);
}

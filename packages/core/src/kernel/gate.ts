import type { Classification, DecisionResult } from '@deskbook/policies';
import type { Node } from '@deskbook/dsl/bundle';
import type { Gate } from './entry.ts';
import { blockOwner, indexOf, type Graph } from './graph.ts';
import type { RunState } from './run-state.ts';

/** The gate a decision leaves. Whatever is not plainly let through is denied. */
export function gateOf(outcome: string, result: DecisionResult): Gate {
  const plain = outcome === 'ALLOWED' || outcome === 'REQUIRES_APPROVAL' || outcome === 'MISSING';
  const approval = result.outcome === 'decided' ? result.values['approval'] : null;
  return { result: plain ? outcome : 'DENIED', approval: typeof approval === 'string' ? approval : null };
}

/** The gates a run begins with: as whoever started it classified the request. */
export function gatesOf(classification: Classification | null): RunState['gates'] {
  if (classification === null) return {};
  const { approval } = classification.values;
  const gate = { result: classification.decision, approval: typeof approval === 'string' ? approval : null };
  return { [classification.by ?? '']: gate };
}

/**
 * Whether effects may happen: every decision that classified the request has to let them. One that requires an approval does so
 * once that approval was given, or another that stands in its place: in the steps of an outcome of it.
 */
export function passesGates(graph: Graph, state: RunState): 'yes' | 'request_denied' | 'not_approved' {
  const gates = Object.values(state.gates);
  if (gates.some(({ result }) => result === 'DENIED' || result === 'MISSING')) return 'request_denied';
  const given = approvalsGiven(graph, state);
  const open = gates.some(({ result, approval }) => {
    if (result !== 'REQUIRES_APPROVAL') return false;
    return approval === null ? given.length === 0 : !given.includes(approval);
  });
  return open ? 'not_approved' : 'yes';
}

/** The approvals that were given in a run, and those in whose place they stand. Going back to before one takes it away. */
export function approvalsGiven(graph: Graph, state: RunState): readonly string[] {
  const { nodes } = indexOf(graph);
  const own = [...nodes.values()].filter(
    ({ id, verb }) => verb.kind === 'approve' && state.nodes[id]?.outcome === 'approved',
  );
  return [...new Set([...state.approvals, ...own.flatMap((node) => insteadOf(nodes, node))])];
}

function insteadOf(nodes: ReadonlyMap<string, Node>, from: Node): readonly string[] {
  const found: string[] = [];
  for (let node: Node | undefined = from; node !== undefined;) {
    if (node.verb.kind === 'approve') found.push(node.verb.approval);
    node = node.block === null ? undefined : nodes.get(blockOwner(node.block).node);
  }
  return found;
}

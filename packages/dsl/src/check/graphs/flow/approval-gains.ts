import type { Decision } from '@deskbook/policies';
import type { Node } from '../../../bundle/node.ts';
import { enclosingBlocks, type Flow } from './flow.ts';
import type { Gains } from './run-scenario.ts';

/** The token that stands for "the approval a decision requires was given". */
export const approvalGiven = 'approval given';

/** What makes sure that an approval a decision can require was given: that approval, or one asked for in its place. */
export function approvalGains(flow: Flow, decision: Decision): Gains {
  const named = decision.rules.flatMap(({ then }) => (typeof then['approval'] === 'string' ? [then['approval']] : []));
  return {
    at: (node, outcome) => {
      if (node.verb.kind !== 'approve' || outcome !== 'approved') return [];
      const fits = named.length === 0 || standsFor(node, flow).some((approval) => named.includes(approval));
      return fits ? [approvalGiven] : [];
    },
    reaction: () => [],
    finished: () => [],
  };
}

/** The approvals a step's approval can stand for: its own, and those in whose outcomes it is asked for. */
function standsFor(node: Node, flow: Flow): readonly string[] {
  const around = enclosingBlocks(flow, node.id).flatMap(({ owner }) =>
    owner === null ? [] : (flow.nodes.get(owner) ?? []),
  );
  return [node, ...around].flatMap(({ verb }) => (verb.kind === 'approve' ? [verb.approval] : []));
}

import type { Tree } from '@deskbook/dsl/bundle';
import type { SessionPlace } from './session-entry.ts';
import type { AskingNode, SessionState, SessionTurn, Trees } from './session-state.ts';

/** How often a session may pass from node to node without anybody answering, before it gives up: no tree that lints gets near. */
const mostHops = 1_000;

/**
 * Goes to a target of a tree: a node or an outcome. Nodes that ask nothing (handing over, calling another tree) are passed
 * through at once; an outcome of a called tree goes on where its caller says; a node visited too often goes where `loops` says.
 */
export function enter(trees: Trees, state: SessionState, treeId: string, target: string): SessionState {
  let at = state;
  let tree = treeId;
  let to = target;
  for (let hop = 0; hop < mostHops; hop += 1) {
    const definition = trees[tree];
    if (!definition) break;
    if (Object.hasOwn(definition.outcomes, to)) {
      const caller = at.stack.at(-1);
      if (!caller) return { ...at, place: null, outcome: { tree, id: to } };
      at = { ...at, stack: at.stack.slice(0, -1) };
      [tree, to] = [caller.tree, afterCall(trees, caller, definition, to)];
      continue;
    }
    const node = Object.hasOwn(definition.nodes, to) ? definition.nodes[to] : undefined;
    if (!node) break;
    const place = { tree, node: to, visit: (at.visits[`${tree}/${to}`] ?? 0) + 1 };
    if (place.visit > definition.loops.visits) {
      to = definition.loops.otherwise;
      continue;
    }
    at = { ...at, place, requested: false, visits: { ...at.visits, [`${tree}/${to}`]: place.visit } };
    if (node.kind === 'tree') {
      at = { ...at, stack: [...at.stack, place] };
      [tree, to] = [node.tree, String(trees[node.tree]?.start)];
    } else if (node.kind === 'hand_to') {
      at = { ...at, evidence: { ...at.evidence, [to]: { handed_to: node.role } } };
      to = node.next;
    } else {
      return { ...at, turn: firstTurn(node) };
    }
  }
  return { ...at, place: null, outcome: null };
}

/** Where the caller goes on: by the called tree's outcome, else by its result; else it does not know, and says so. */
function afterCall(trees: Trees, caller: SessionPlace, called: Tree, outcome: string): string {
  const node = trees[caller.tree]?.nodes[caller.node];
  const next = node?.kind === 'tree' && (node.next[outcome] ?? node.next[String(called.outcomes[outcome]?.result)]);
  return next || node?.ifUnsure || String(trees[caller.tree]?.ifUnsure);
}

function firstTurn(node: AskingNode): SessionTurn {
  switch (node.kind) {
    case 'question':
      return node.known !== null ? 'look' : node.check ? 'check' : 'ask';
    case 'choice':
      return node.known !== null || node.choices.some(({ when }) => when !== null) ? 'look' : 'ask';
    case 'fix':
      return node.action === null ? 'ask' : 'perform';
    case 'collect':
      return 'ask';
  }
}

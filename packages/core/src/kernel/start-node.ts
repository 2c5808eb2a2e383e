import type { Node } from '@deskbook/dsl/bundle';
import { beginVerb } from './begin-verb.ts';
import { answered, command, nodeState, setNode, type Draft } from './draft.ts';
import type { Entry } from './entry.ts';
import { ofType } from './fits.ts';
import { hold } from './hold.ts';

/** Starts a node that is due: first its condition is asked, if it has one. */
export function startNode(draft: Draft, node: Node): void {
  if (node.when === null) {
    enterNode(draft, node);
    return;
  }
  setNode(draft, node.id, { status: 'active', held: null });
  command(draft, { type: 'evaluate', node: node.id, visit: nodeState(draft, node.id).visit });
}

/** Begins a node's verb, unless something it requires is not established: then a person is asked. */
export function enterNode(draft: Draft, node: Node): void {
  const missing = node.requires.filter((token) => !draft.state.established.includes(token));
  if (missing.length === 0) beginVerb(draft, node);
  else hold(draft, node, { phase: 'requires', reason: `requires ${missing.join(', ')}`, missing });
}

/** Takes the value of a node's condition. False skips the node; undecided is never guessed. */
export function takeCondition(draft: Draft, node: Node, entry: Entry): boolean {
  if (entry.type !== 'condition.decided' || answered(draft, ofType('evaluate', entry)) === null) return false;
  const { truth, missing } = entry.evaluation;
  setNode(draft, node.id, { base: nodeState(draft, node.id).attempt });
  if (truth === 'holds') enterNode(draft, node);
  else if (truth === 'fails') setNode(draft, node.id, { status: 'skipped' });
  else hold(draft, node, { phase: 'when', reason: `undecided: ${missing.join(', ')}`, missing });
  return true;
}

import type { Node, Verb } from '@deskbook/dsl/bundle';
import { answered, command, nodeState, setNode, type Draft } from '../draft.ts';
import type { Entry } from '../entry.ts';
import { ofType } from '../fits.ts';
import { hold } from '../hold.ts';

/** Asks which branch holds. */
export function beginChoose(draft: Draft, node: Node): void {
  command(draft, { type: 'choose', node: node.id, visit: nodeState(draft, node.id).visit });
}

/** Goes into the branch that was chosen. Where that could not be decided, a person is asked: it is never guessed. */
export function takeChoose(draft: Draft, node: Node, verb: Extract<Verb, { kind: 'choose' }>, entry: Entry): boolean {
  if (entry.type !== 'choice.decided' || answered(draft, ofType('choose', entry)) === null) return false;
  const branch = verb.branches.find((branch) => branch.id === entry.branch);
  if (branch === undefined) {
    const { truth, missing } = entry.evaluation;
    const reason = truth === 'undecided' ? `undecided: ${missing.join(', ')}` : 'no branch holds';
    hold(draft, node, { phase: 'verb', reason, missing });
  } else {
    setNode(draft, node.id, { status: 'inside', block: branch.id, outcome: 'chosen', output: { branch: branch.id } });
  }
  return true;
}

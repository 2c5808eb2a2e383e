import type { Node, Reaction } from '@deskbook/dsl/bundle';
import type { JsonObject } from '@deskbook/policies';
import { dropCommands, establish, nodeState, setNode, type Draft } from './draft.ts';
import { beginEnding } from './ending.ts';
import { goBack } from './go-back.ts';
import { hold } from './hold.ts';
import { isGood, reactionTo } from './outcomes.ts';

/** A node's verb has come out: its output is readable from now on, and what the author wrote for this outcome happens. */
export function conclude(draft: Draft, node: Node, outcome: string, output: JsonObject, because?: string): void {
  dropCommands(draft, node.id, nodeState(draft, node.id).visit);
  setNode(draft, node.id, { outcome, output, task: null, held: null });
  if (draft.state.ending !== null) finish(draft, node);
  else react(draft, node, outcome, reactionTo(node, outcome), because ?? outcome);
}

function react(draft: Draft, node: Node, outcome: string, reaction: Reaction, because: string): void {
  if (reaction.kind !== 'go') establish(draft, node.id, reaction.establishes);
  switch (reaction.kind) {
    case 'continue':
      finish(draft, node);
      return;
    case 'hold':
      hold(draft, node, { phase: 'verb', reason: because });
      return;
    case 'end':
    case 'undo':
      finish(draft, node);
      beginEnding(draft, node, { end: reaction.end, undo: reaction.kind === 'undo', by: null, reason: because });
      return;
    case 'go':
      if (goBack(draft, node.id, outcome, reaction.to, reaction.atMost))
        establish(draft, node.id, reaction.establishes);
      else react(draft, node, outcome, reaction.otherwise, because);
      return;
    case 'block':
      setNode(draft, node.id, { status: 'inside', block: outcome });
  }
}

/** A node is through, and so are the steps inside it. What it promises holds if its verb came out well. */
export function finish(draft: Draft, node: Node): void {
  const { outcome } = nodeState(draft, node.id);
  setNode(draft, node.id, { status: 'finished', task: null, held: null });
  if (outcome !== null && isGood(node.verb, outcome)) establish(draft, node.id, node.establishes);
}

import type { Node } from '../../../bundle/node.ts';
import { undoLeavesBehind } from '../../../diagnostics/pages/flow/undo-leaves-behind.ts';
import { quoteList } from '../../../diagnostics/quote.ts';
import type { Compiled } from '../../program.ts';
import type { Analysis } from '../flow/analyse-workflow.ts';
import { enclosingBlocks } from '../flow/flow.ts';
import { finalReaction } from '../flow/final-reaction.ts';
import { own } from '../steps/own.ts';
import { changesSomething } from './changes.ts';
import { reportAt } from './flow-rule.ts';

/** `undo: all` stands where everything done by then can be taken back; what only tells people is left out of account. */
export function undoAll(analysis: Analysis, compiled: Compiled): void {
  for (const node of analysis.flow.nodes.values()) {
    for (const [outcome, reaction] of Object.entries(node.outcomes)) {
      if (finalReaction(reaction).kind !== 'undo') continue;
      const left = doneBefore(node, analysis).filter((id) => isIrreversible(analysis.flow.nodes.get(id), compiled));
      if (left.length === 0) continue;
      const message = `\`undo: all\` cannot take back ${quoteList(left)}`;
      const help = 'its action says `undo: none`; give it an undo, or do the step later';
      reportAt(compiled, node, ['outcomes', outcome, 'undo'], undoLeavesBehind, message, { help });
    }
  }
}

/** The steps that have been done by then, or may have been: those before, and those inside one before. */
function doneBefore(node: Node, { before, flow }: Analysis): readonly string[] {
  const prior = before.get(node.id) ?? new Set();
  const around = new Set(enclosingBlocks(flow, node.id).map(({ id }) => id));
  return [...flow.nodes.keys()].filter(
    (id) =>
      id !== node.id &&
      enclosingBlocks(flow, id).some(
        (block) => prior.has(id) || (block.owner !== null && prior.has(block.owner) && !around.has(block.id)),
      ),
  );
}

function isIrreversible(node: Node | undefined, compiled: Compiled): boolean {
  const contract = node?.verb.kind === 'do' ? own(compiled.actions, node.verb.action) : undefined;
  return changesSomething(contract) && contract?.undo === null;
}

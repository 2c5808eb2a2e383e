import { idleQuestion } from '../../../diagnostics/pages/flow/idle-question.ts';
import type { TreeNode } from '../../../bundle/tree.ts';
import { placeAt } from '../../place-at.ts';
import type { Compiled } from '../../program.ts';
import { report } from '../../report.ts';
import { answersOf } from '../trees/tree-edges.ts';

/** A question whose answers all lead to the same place decides nothing. */
export function idleQuestions(compiled: Compiled): void {
  for (const tree of Object.values(compiled.trees)) {
    for (const node of Object.values(tree.nodes)) {
      const target = onlyAnswer(node);
      const place = target === null ? null : placeAt(compiled.checking, node.reference);
      if (place === null) continue;
      report(place, idleQuestion, `every answer of \`${node.id}\` goes to \`${target ?? ''}\``, {
        on: 'key',
        help: 'use `collect` to note the answer down',
      });
    }
  }
}

/** Where every answer leads, if to one place. A single choice is a notice: it asks nothing. */
function onlyAnswer(node: TreeNode): string | null {
  if (node.kind !== 'question' && node.kind !== 'choice') return null;
  const answers = answersOf(node);
  return answers.length > 1 && new Set(answers).size === 1 ? (answers[0] ?? null) : null;
}

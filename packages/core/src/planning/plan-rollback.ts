import type { Bundle } from '@deskbook/dsl/bundle';
import type { PlannedNode } from './walk-plan.ts';

/** How a plan would be taken back, read from its actions' contracts: in reverse order, and naming what can't be. */
export function rollbackOf(bundle: Bundle, planned: readonly PlannedNode[]): string {
  const language = bundle.languages[0];
  const writes = planned.flatMap(({ node }) => {
    const contract = node.verb.kind === 'do' ? bundle.actions[node.verb.action] : undefined;
    return contract?.effect === 'write' ? [{ contract, title: node.title[language] ?? node.id }] : [];
  });
  if (writes.length === 0) return 'Nothing is changed, so there is nothing to take back';
  const undone = writes
    .toReversed()
    .flatMap(({ contract, title }) => (contract.undo ? [`${contract.undo.action} for "${title}"`] : []));
  const kept = writes.flatMap(({ contract, title }) => (contract.undo ? [] : [`"${title}"`]));
  const parts = [
    undone.length > 0 ? `In reverse order: ${undone.join(', then ')}` : '',
    kept.length > 0 ? `Can't be taken back: ${kept.join(', ')}` : '',
  ];
  return parts.filter((part) => part !== '').join('. ');
}

import type { Answering } from './answering.ts';
import { asksFirst } from './asks-first.ts';

/** Whether by this answer a run goes on without the approval or the classification that it is held at. */
export function goesOnUnasked({ running, node, task, answer }: Answering): boolean {
  const letsBe = task.what === 'hold' && task.reason !== 'undo_failed' && ['skip', 'done'].includes(answer.outcome);
  return letsBe && asksFirst(running.bundle, running.graph.workflow.nodes, node);
}

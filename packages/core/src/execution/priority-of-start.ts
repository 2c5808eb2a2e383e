import { readFact, sameValue } from '@deskbook/policies/conditions';
import type { Workflow } from '@deskbook/dsl/bundle';
import type { RunStart } from './start-run.ts';

/** How urgent a run is that begins so, 0 before all others: the place of its fact in its workflow's order. Undefined: its workflow says nothing. */
export function priorityOfStart(
  { priority }: Workflow,
  { facts, input }: Pick<RunStart, 'facts' | 'input'>,
): number | undefined {
  if (priority === undefined) return undefined;
  const value = readFact({ ...facts, input }, priority.by);
  const place = value === undefined ? -1 : priority.order.findIndex((one) => sameValue(one, value));
  return place < 0 ? priority.order.length : place;
}

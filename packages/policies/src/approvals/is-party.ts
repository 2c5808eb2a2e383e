import type { ApprovalState } from './approval-state.ts';
import { partiesOf } from './parties-of.ts';

/** Whether it is somebody's own request: they neither vote on it nor are seated for it. Only whoever asked may withdraw it. */
export function isParty(state: Pick<ApprovalState, 'requester' | 'parties'>, person: string): boolean {
  return partiesOf(state).includes(person);
}

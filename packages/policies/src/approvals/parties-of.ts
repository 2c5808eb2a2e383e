import type { ApprovalState } from './approval-state.ts';

/** Everybody whose request it is, whoever asked first: none of them has a vote on it. */
export function partiesOf({
  requester,
  parties = [],
}: Pick<ApprovalState, 'requester' | 'parties'>): readonly string[] {
  return [requester, ...parties];
}

import { reduceApproval } from '@deskbook/policies/approvals';
import type { ApprovalDefinition, ApprovalEntry, ApprovalState, FilledSeat } from '@deskbook/policies/approvals';

/** Parts of approvals for tests, each with what a test does not care about filled in. */
export const definition = (more: Partial<ApprovalDefinition> = {}): ApprovalDefinition => ({
  id: 'data-access',
  question: { en: 'May they?' },
  seats: [
    { role: 'owner', each: false },
    { role: 'manager', each: false },
  ],
  need: 'all',
  inOrder: false,
  reject: { at: 1, note: 'required' },
  standIn: { absent: [], otherwise: 'wait' },
  delegate: { to: 'same_role', times: 1 },
  chase: null,
  within: null,
  askAgainIfChanged: [],
  reference: 'approval/data-access',
  ...more,
});

export const seat = (id: string, ...people: string[]): FilledSeat => ({ id, role: id.replace(/-\d+$/, ''), people });

const OPENED = '2026-03-02T08:00:00Z';
export const DEADLINE = '2026-03-04T08:00:00+00:00';

export const opened = (...seats: FilledSeat[]): ApprovalEntry => ({
  type: 'opened',
  at: OPENED,
  requester: 'lena',
  seats,
  deadline: DEADLINE,
  asked: { 'request.data': 'sales' },
});

/** Opened by lena for others: it is the request of all of them. */
export const openedFor = (parties: readonly string[], ...seats: FilledSeat[]): ApprovalEntry =>
  ({
    ...opened(...seats),
    parties,
  }) as ApprovalEntry;

export const approve = (by: string, at = OPENED): ApprovalEntry => ({
  type: 'voted',
  at,
  by,
  vote: 'approve',
  note: null,
});
export const reject = (by: string, note: string | null = 'too much'): ApprovalEntry => ({
  type: 'voted',
  at: OPENED,
  by,
  vote: 'reject',
  note,
});
export const delegated = (by: string, to: string, toRoles?: readonly string[]): ApprovalEntry => ({
  type: 'delegated',
  at: OPENED,
  by,
  to,
  ...(toRoles !== undefined && { toRoles }),
});
export const expired = (at: string): ApprovalEntry => ({ type: 'expired', at });
export const changed = (data: string): ApprovalEntry => ({
  type: 'changed',
  at: OPENED,
  asked: { 'request.data': data },
});
export const reassigned = (to: string, ...people: string[]): ApprovalEntry => ({
  type: 'reassigned',
  at: OPENED,
  by: 'head',
  seat: to,
  people,
});
export const replaced = (role: string, ...people: string[]): ApprovalEntry => ({
  type: 'replaced',
  at: OPENED,
  role,
  people,
});
export const stoodIn = (to: string, ...people: string[]): ApprovalEntry => ({
  type: 'stood_in',
  at: OPENED,
  seat: to,
  people,
});
export const escalated = (added: FilledSeat): ApprovalEntry => ({ type: 'escalated', at: OPENED, seat: added });
export const withdrawn = (by: string): ApprovalEntry => ({ type: 'withdrawn', at: OPENED, by, note: null });
export const reminded: ApprovalEntry = { type: 'reminded', at: OPENED };

/** Takes entries one after another; those refused are listed by their place. */
export function history(
  of: ApprovalDefinition,
  entries: readonly ApprovalEntry[],
): { state: ApprovalState | null; refusals: string[] } {
  let state: ApprovalState | null = null;
  const refusals: string[] = [];
  for (const [index, entry] of entries.entries()) {
    const step = reduceApproval(of, state, entry);
    if (step.ok) state = step.state;
    else refusals.push(`${index} ${step.refusal}`);
  }
  return { state, refusals };
}

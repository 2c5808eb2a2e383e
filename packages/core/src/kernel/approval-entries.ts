import type { ApprovalEntry } from '@deskbook/policies';
import type { NodeId } from '@deskbook/dsl/bundle';
import type { Entry, Visit } from './entry.ts';

/** Something that happened to an approval of a run. */
export interface HappenedToApproval {
  readonly task: string;
  readonly node: NodeId;
  readonly at: string;
  readonly entry: ApprovalEntry;
  /** The question as it was asked, where it opened. */
  readonly title: string | null;
}

/** What happened to the approvals of a run, in order. That one has expired is no entry of its own: its timer has fired. */
export function approvalEntries(entries: readonly Entry[]): readonly HappenedToApproval[] {
  const happened: HappenedToApproval[] = [];
  const opened = new Map<string, { readonly task: string; readonly deadline: string | null }>();
  for (const entry of entries) {
    if (entry.type === 'approval.entry') {
      const { task, node, at } = entry;
      if (entry.entry.type === 'opened') opened.set(visitOf(entry), { task, deadline: entry.entry.deadline });
      happened.push({ task, node, at, entry: entry.entry, title: entry.title ?? null });
    } else if (entry.type === 'timer.fired' && entry.timer === 'within') {
      const { node, at } = entry;
      const asked = opened.get(visitOf(entry));
      if (asked !== undefined)
        happened.push({ task: asked.task, node, at, entry: expired(at, asked.deadline), title: null });
    }
  }
  return happened;
}

/** That an approval has expired. Its timer was due: a clock that goes back meanwhile does not keep it open for ever. */
export function expired(at: string, deadline: string | null): ApprovalEntry {
  const isLate = deadline === null || Date.parse(at) >= Date.parse(deadline);
  return { type: 'expired', at: isLate ? at : deadline };
}

const visitOf = ({ node, visit }: Visit): string => `${node}#${visit}`;

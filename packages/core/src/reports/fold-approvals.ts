import type { ApprovalDefinition, ApprovalState } from '@deskbook/policies';
import { reduceApproval } from '@deskbook/policies/approvals';
import type { Bundle } from '@deskbook/dsl/bundle';
import { approvalEntries } from '../kernel/approval-entries.ts';
import type { HappenedToApproval } from '../kernel/approval-entries.ts';
import type { RunHistory } from './report-input.ts';
import type { ResolutionReport } from './resolution-report.ts';
import { runNodes } from './run-nodes.ts';

type ReportApproval = ResolutionReport['approvals'][number];

/** An approval as the report shows it, and when it was given, if it was. */
export interface FoldedApproval {
  readonly shown: ReportApproval;
  readonly approvedAt: string | null;
  /** The bundle does not define it, so that nobody can say where it stands. */
  readonly unreadable: boolean;
}

type ApprovalEntries = readonly HappenedToApproval[];

/** Every approval of a run, each visit of its step by itself, folded by the same reducer that decided it. */
export function foldApprovals(history: RunHistory, bundle: Bundle): readonly FoldedApproval[] {
  const entries = approvalEntries(history.entries);
  const nodes = runNodes(history.workflow);
  return [...Map.groupBy(entries, (entry) => entry.task).values()].map((opened) => {
    const node = opened[0]?.node ?? '';
    const verb = nodes.get(node)?.verb;
    return foldOne(node, verb?.kind === 'approve' ? verb.approval : node, opened, bundle);
  });
}

function foldOne(node: string, approval: string, entries: ApprovalEntries, bundle: Bundle): FoldedApproval {
  const definition = Object.hasOwn(bundle.approvals, approval) ? bundle.approvals[approval] : undefined;
  const steps = definition === undefined ? [] : foldEntries(definition, entries);
  const state = steps.at(-1)?.state ?? null;
  const approvedAt = steps.find((step) => step.state.status === 'approved')?.at ?? null;
  const shown = state === null ? asWritten(node, approval, entries) : asFolded(node, approval, state);
  return { shown, approvedAt, unreadable: state === null };
}

interface FoldedStep {
  readonly at: string;
  readonly state: ApprovalState;
}

/** The states an approval went through; entries its rules refuse change nothing. */
function foldEntries(definition: ApprovalDefinition, entries: ApprovalEntries): readonly FoldedStep[] {
  const steps: FoldedStep[] = [];
  for (const { entry, at } of entries) {
    const step = reduceApproval(definition, steps.at(-1)?.state ?? null, entry);
    if (step.ok) steps.push({ at, state: step.state });
  }
  return steps;
}

function asFolded(node: string, approval: string, state: ApprovalState): ReportApproval {
  const seats = state.seats.map(({ role, people }) => ({ role, people }));
  const votes = state.votes.map(({ by, vote, note, at }) => ({ by, vote, note, at }));
  return { node, approval, status: state.status, seats, votes };
}

/** Without a definition the entries still say who was asked and who voted; what came of it they do not. */
function asWritten(node: string, approval: string, entries: ApprovalEntries): ReportApproval {
  const opened = entries.flatMap(({ entry }) => (entry.type === 'opened' ? entry.seats : []));
  const seats = opened.map(({ role, people }) => ({ role, people }));
  const votes = entries.flatMap(({ entry }) => (entry.type === 'voted' ? [entry] : []));
  return {
    node,
    approval,
    status: 'unknown',
    seats,
    votes: votes.map(({ by, vote, note, at }) => ({ by, vote, note, at })),
  };
}

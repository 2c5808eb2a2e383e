import type { FoldedApproval } from './fold-approvals.ts';
import { lostSessions } from './fold-troubleshooting.ts';
import type { ReportInput, RunHistory } from './report-input.ts';
import type { ReportGap, ResolutionReport } from './resolution-report.ts';

/** What the report holds when it is asked what it lacks. */
export interface Findings extends Pick<
  ResolutionReport,
  'ticket' | 'requester' | 'status' | 'classification' | 'tasks' | 'ledger'
> {
  readonly approvals: readonly FoldedApproval[];
  readonly unpermitted: readonly string[];
  readonly unknownCites: readonly string[];
  readonly nameless: readonly string[];
}

/** Names everything that a complete report would have and this one has not. */
export function findGaps(findings: Findings, input: ReportInput): readonly ReportGap[] {
  const started = input.entries.find((entry) => entry.type === 'run.started');
  const on = input.entries.findLast((entry) => entry.type === 'run.moved')?.to ?? started?.bundle;
  const byEvent = started?.cause.kind === 'event';
  const erased = [...new Set(input.erased)].sort();
  return [
    ...when(started === undefined, 'no_start'),
    ...when(on !== undefined && on !== input.bundle.hash, 'other_bundle', on),
    ...when(findings.ticket === null, 'no_ticket'),
    ...when(findings.requester === null, 'no_requester'),
    ...each('no_name', findings.nameless),
    ...when(byEvent && findings.classification === null, 'no_classification'),
    ...when(findings.status !== 'ended', 'not_ended'),
    ...each('task_open', openTasks(findings)),
    ...approvalGaps(findings.approvals),
    ...ledgerGaps(findings),
    ...each('no_session', lostSessions(input, input.sessions ?? [])),
    ...each('no_part', lostParts(input)),
    ...each('degraded', degraded(input)),
    ...each('no_policy', findings.unknownCites),
    ...when(erased.length > 0, 'erased', erased.join(', ')),
    ...when(!input.journal.verified, 'not_verified'),
  ];
}

function when(is: boolean, code: string, subject = ''): readonly ReportGap[] {
  return is ? [{ code, subject }] : [];
}

function each(code: string, subjects: readonly string[]): readonly ReportGap[] {
  return [...new Set(subjects)].map((subject) => ({ code, subject }));
}

function openTasks({ tasks }: Findings): readonly string[] {
  return tasks.filter(({ outcome }) => outcome === null).map(({ node }) => node);
}

function approvalGaps(approvals: readonly FoldedApproval[]): readonly ReportGap[] {
  return approvals.flatMap(({ shown, unreadable }) => {
    if (unreadable) return { code: 'approval_unreadable', subject: shown.node };
    return shown.status === 'open' ? { code: 'approval_open', subject: shown.node } : [];
  });
}

function ledgerGaps({ ledger, unpermitted }: Findings): readonly ReportGap[] {
  const of = (result: string) => ledger.filter((line) => line.result === result).map((line) => line.key);
  return [
    ...each('effect_open', of('open')),
    ...each('effect_unknown', of('unknown')),
    ...each('undo_failed', of('undo_failed')),
    ...each('no_permission', unpermitted),
  ];
}

/** Steps that were decided, or given to somebody, while not everything could be read. */
function degraded(input: ReportInput): readonly string[] {
  const histories: readonly RunHistory[] = [input, ...(input.children ?? [])];
  return histories.flatMap(({ entries }) =>
    entries.flatMap((entry) => {
      const lacked = 'permission' in entry ? entry.permission.degraded : 'degraded' in entry ? entry.degraded : [];
      return 'node' in entry
        ? (lacked ?? []).map(({ system, fact }) => `${entry.node} (${system}${fact === null ? '' : `: ${fact}`})`)
        : [];
    }),
  );
}

/** Part runs that were started and whose history was not given. */
function lostParts(input: ReportInput): readonly string[] {
  const known = new Set([input.run, ...(input.children ?? []).map(({ run }) => run)]);
  const histories: readonly RunHistory[] = [input, ...(input.children ?? [])];
  const started = histories.flatMap(({ entries }) =>
    entries.flatMap((entry) => (entry.type === 'child.started' ? entry.run : [])),
  );
  const sessions = new Set((input.sessions ?? []).map(({ session }) => session));
  return started.filter((run) => !known.has(run) && !sessions.has(run));
}

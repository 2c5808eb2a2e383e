import type { Json, JsonObject } from '@deskbook/policies';
import type { Bundle } from '@deskbook/dsl/bundle';
import type { Entry } from '../kernel/entry.ts';
import { citePolicies } from './cite-policies.ts';
import { draftKnowledge } from './draft-knowledge.ts';
import { findGaps } from './find-gaps.ts';
import { foldActivation } from './fold-activation.ts';
import type { FoldedApproval } from './fold-approvals.ts';
import { foldApprovals } from './fold-approvals.ts';
import { citedBases, foldClassification, foldDecisions } from './fold-decisions.ts';
import { foldLedger } from './fold-ledger.ts';
import { foldSessionLedger } from './fold-session-ledger.ts';
import { foldTasks } from './fold-tasks.ts';
import { foldTimeline } from './fold-timeline.ts';
import { foldTroubleshooting } from './fold-troubleshooting.ts';
import { maskEverywhere, maskSecrets } from './mask-secrets.ts';
import type { ReportInput, RunHistory } from './report-input.ts';
import { inLanguage, sayGap } from './report-words.ts';
import { sayCause } from './say-cause.ts';
import type { ResolutionReport } from './resolution-report.ts';

/**
 * Writes the report of one run from its history: everything that was decided, approved and done, with who, why and what came of
 * it, and what a complete report would have besides. Pure and total: whatever is absent is named in `missing`, never guessed;
 * secrets are masked wherever they stand.
 */
export function buildReport(input: ReportInput): ResolutionReport {
  const { bundle, entries } = input;
  const language = input.language ?? bundle.languages[0];
  const secrets = new Set<string>();
  const histories: readonly RunHistory[] = [input, ...(input.children ?? [])];
  const started = entries.find((entry) => entry.type === 'run.started') ?? null;
  const requesterId = started?.requester ?? null;
  const approvals = histories.flatMap((history) => foldApprovals(history, bundle));
  const context = { bundle, language, requester: requesterId, approvedBy: approversBy(approvals), secrets };
  const ledgers = histories.map((history) => foldLedger(history, context));
  const sessionLines = (input.sessionEntries ?? []).flatMap((session) => foldSessionLedger(session, context));
  const tasks = histories.flatMap((history) => foldTasks(history, language, secrets));
  const ledger = [...ledgers.flatMap(({ lines }) => lines), ...sessionLines];
  const told = histories.flatMap((history) => foldTimeline(history, bundle, language));
  const timeline = inOrder([...told, ...foldActivation(input)]);
  const bases = histories.flatMap((history) => citedBases(history.entries));
  const { cited, unknown } = citePolicies(bases, bundle);
  const ticket = recordOf('ticket', started?.facts['ticket'] ?? null, bundle, secrets);
  const known = requesterId === null ? null : (own(input.people, requesterId) ?? started?.facts['requester'] ?? null);
  const requester = recordOf('person', known, bundle, secrets);
  const mentioned = peopleIn({ requester: requesterId, approvals, tasks, ledger, timeline, bundle });
  const people = namesOf(mentioned, input);
  const classification = foldClassification(entries, bundle);
  const times = timesOf(entries);
  const status = statusOf(entries);
  const shown = { ticket, requester, status, classification, tasks, ledger };
  const gaps = findGaps(
    {
      ...shown,
      approvals,
      unpermitted: ledgers.flatMap(({ unpermitted }) => unpermitted),
      unknownCites: unknown,
      nameless: mentioned.filter((id) => !Object.hasOwn(people, id)),
    },
    input,
  );
  const title = inLanguage(input.workflow.title, language);
  const decisions = histories.flatMap((history) => foldDecisions(history, bundle));
  const troubleshooting = foldTroubleshooting(histories, input.sessions ?? []);
  const findings = { title, ticket, people, decisions, tasks, troubleshooting, ledger };
  const report: ResolutionReport = {
    format: 1,
    run: input.run,
    workflow: input.workflow.id,
    bundle: { id: bundle.id, version: bundle.version, hash: bundle.hash },
    ...shown,
    ...findings,
    ...times,
    end: endOf(input, language),
    cause: sayCause(started?.cause ?? null, 'en'),
    origin: started?.cause ?? null,
    roles: rolesIn(approvals, bundle, language),
    approvals: approvals.map((approval) => approval.shown),
    timeline,
    cited,
    missing: gaps.map(({ code, subject }) => sayGap(code, subject, 'en')),
    gaps,
    knowledgeDraft: draftKnowledge(findings, input),
    journal: input.journal,
  };
  return maskEverywhere(report, secrets);
}

function own(people: ReportInput['people'], id: string): JsonObject | null {
  return Object.hasOwn(people, id) ? (people[id] ?? null) : null;
}

/** Whoever had approved by a moment. */
function approversBy(approvals: readonly FoldedApproval[]): (at: string) => readonly string[] {
  return (at) => {
    const given = approvals.filter(({ approvedAt }) => approvedAt !== null && approvedAt <= at);
    const votes = given.flatMap(({ shown }) => shown.votes.filter(({ vote }) => vote === 'approve'));
    return [...new Set(votes.map(({ by }) => by))];
  };
}

function inOrder<Event extends { readonly at: string }>(events: readonly Event[]): readonly Event[] {
  return [...events].sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
}

/** A record of the facts, with the fields its type marks secret masked. */
function recordOf(type: string, value: Json, { facts }: Bundle, secrets: Set<string>): JsonObject | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const fields = Object.hasOwn(facts.records, type) ? (facts.records[type] ?? {}) : {};
  return maskSecrets(value as JsonObject, fields, secrets);
}

interface Mentions extends Pick<ResolutionReport, 'tasks' | 'ledger' | 'timeline'> {
  readonly requester: string | null;
  readonly approvals: readonly FoldedApproval[];
  readonly bundle: Bundle;
}

/** Everybody who did something here, sorted. The desk itself is nobody. */
function peopleIn({ requester, approvals, tasks, ledger, timeline, bundle }: Mentions): readonly string[] {
  const ids = [
    requester,
    ...approvals.flatMap(({ shown }) => [
      ...shown.seats.flatMap(({ people }) => people),
      ...shown.votes.map(({ by }) => by),
    ]),
    ...tasks.map(({ by }) => by),
    ...ledger.flatMap(({ askedBy, actedBy, approvedBy }) => [askedBy, actedBy, ...approvedBy]),
    ...timeline.map(({ who }) => who),
  ];
  const isPerson = (id: string | null) => id !== null && id !== 'desk' && id !== bundle.robot.role;
  return [...new Set(ids)]
    .filter((id) => id !== null)
    .filter(isPerson)
    .sort();
}

function namesOf(ids: readonly string[], { people }: ReportInput): ResolutionReport['people'] {
  return Object.fromEntries(
    ids.flatMap((id) => {
      const name = own(people, id)?.['name'];
      return typeof name === 'string' && name !== '' ? [[id, name]] : [];
    }),
  );
}

/** The titles of the roles that were asked. */
function rolesIn(
  approvals: readonly FoldedApproval[],
  { access }: Bundle,
  language: string,
): ResolutionReport['roles'] {
  const ids = new Set(approvals.flatMap(({ shown }) => shown.seats.map(({ role }) => role)));
  return Object.fromEntries(
    access.roles.flatMap(({ id, title }) =>
      title === undefined || !ids.has(id) ? [] : [[id, inLanguage(title, language)] as const],
    ),
  );
}

function statusOf(entries: readonly Entry[]): ResolutionReport['status'] {
  const last = entries.findLast(({ type }) => type === 'run.ended' || type === 'undo.requested');
  if (last === undefined) return 'running';
  return last.type === 'run.ended' ? 'ended' : 'undoing';
}

function timesOf(entries: readonly Entry[]): Pick<ResolutionReport, 'startedAt' | 'endedAt' | 'minutes'> {
  const startedAt = entries[0]?.at ?? '';
  const endedAt = entries.findLast(({ type }) => type === 'run.ended')?.at ?? null;
  const milliseconds = endedAt === null ? Number.NaN : Date.parse(endedAt) - Date.parse(startedAt);
  return { startedAt, endedAt, minutes: Number.isNaN(milliseconds) ? null : Math.round(milliseconds / 6_000) / 10 };
}

function endOf({ entries, workflow }: ReportInput, language: string): ResolutionReport['end'] {
  const ended = entries.findLast((entry) => entry.type === 'run.ended');
  if (ended?.type !== 'run.ended') return null;
  const end = Object.hasOwn(workflow.ends, ended.end) ? workflow.ends[ended.end] : undefined;
  return { id: ended.end, title: end === undefined ? ended.end : inLanguage(end.title, language) };
}

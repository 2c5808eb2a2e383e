import type { Json, JsonObject } from '@deskbook/policies';
import { sayEvent, sayGap, sayWord } from './report-words.ts';
import { sayCause } from './say-cause.ts';
import type { LedgerLine, ReportPlace, ResolutionReport } from './resolution-report.ts';

/** A report as a template wants it: people by name, places as `file:line`, words in the reader's language, records as pairs. */
export type ReportView = { readonly [name: string]: Json };

/** Prepares a report for a template. */
export function viewReport(report: ResolutionReport, language: string): ReportView {
  const name = (id: string | null) => (id === null ? null : (own(report.people, id) ?? id));
  const word = (text: string) => sayWord(text, language);
  const { classification } = report;
  return {
    title: report.title,
    run: report.run,
    workflow: report.workflow,
    ticket: report.ticket === null ? null : viewTicket(report.ticket),
    requester: viewRequester(report, name),
    status: word(report.status),
    end: report.end?.title ?? null,
    startedAt: report.startedAt,
    endedAt: report.endedAt,
    duration: report.minutes === null ? null : Math.round(report.minutes * 60_000),
    cause: sayCause(report.origin, language, (id) => name(id) ?? id),
    classification: classification && {
      decision: word(classification.decision),
      reason: word(classification.reason),
      rules: classification.rules.map(({ id, cites, place }) => ({
        id,
        place: place && viewPlace(place),
        cites: cites.join(', '),
      })),
    },
    decisions: report.decisions.map(({ decision, outcome, rules, places }) => ({
      decision,
      outcome: word(outcome),
      rules: rules.join(', '),
      places: viewPlaces(places),
    })),
    cited: report.cited.map(({ cite, text }) => ({ cite, text })),
    approvals: report.approvals.map(({ approval, status, seats, votes }) => ({
      approval,
      status: word(status),
      seats: seats.map(({ role, people }) => ({
        role: own(report.roles, role) ?? role,
        people: people.map(name).join(', '),
      })),
      votes: votes.map(({ by, vote, note, at }) => ({ by: name(by), vote: word(vote), note, at })),
    })),
    tasks: report.tasks.map(({ title, outcome, by, at, note, form }) => ({
      title,
      outcome: word(outcome ?? 'open'),
      by: name(by),
      at,
      note,
      answers: viewRecord(form),
    })),
    troubleshooting: report.troubleshooting.map(({ tree, result, path }) => ({
      tree,
      result: word(result),
      path: path.map(({ node, answer, to }) => ({ node, answer: viewValue(answer), to })),
    })),
    ledger: report.ledger.map((line) => viewLine(line, name, word)),
    timeline: report.timeline.map(({ at, who, code, subject }) => ({
      at,
      what: sayEvent(code, ofWords.has(code) ? word(subject) : subject, language),
      who: name(who),
    })),
    missing: report.gaps.map(({ code, subject }) => sayGap(code, subject, language)),
    journal: { ...report.journal },
    bundle: { ...report.bundle },
  };
}

/** What happened to a word of a fixed set: a decision, an outcome. */
const ofWords: ReadonlySet<string> = new Set(['decided', 'task_answered']);

function own(record: { readonly [id: string]: string }, id: string): string | null {
  return Object.hasOwn(record, id) ? (record[id] ?? null) : null;
}

function viewTicket(ticket: JsonObject): JsonObject {
  const { id = null, summary = null } = ticket;
  return { id: id === null ? '–' : viewValue(id), summary: summary === null ? null : viewValue(summary) };
}

function viewRequester({ requester }: ResolutionReport, name: (id: string | null) => string | null): string | null {
  if (requester === null) return null;
  const id = typeof requester['id'] === 'string' ? requester['id'] : null;
  const known = requester['name'];
  return name(id) ?? (typeof known === 'string' ? known : null);
}

function viewPlace({ file, line }: ReportPlace): string {
  return `${file}:${line}`;
}

function viewPlaces(places: readonly ReportPlace[]): string {
  return places.map(viewPlace).join(', ');
}

function viewLine(
  line: LedgerLine,
  name: (id: string | null) => string | null,
  word: (text: string) => string,
): JsonObject {
  const { title, action, reason, key, attempts, finishedAt, undoableUntil, undoneAt } = line;
  return {
    title,
    action,
    reason,
    key,
    attempts,
    finishedAt,
    undoableUntil,
    undoneAt,
    result: word(line.result),
    askedBy: name(line.askedBy) ?? '–',
    actedBy: name(line.actedBy) ?? '–',
    allowedBy: viewPlaces(line.allowedBy) || '–',
    deniedBy: viewPlaces(line.deniedBy),
    approvedBy: line.approvedBy.map(name).join(', ') || '–',
    reversibility: word(line.reversibility),
    input: viewRecord(line.input),
    output: viewRecord(line.output),
  };
}

function viewRecord(record: JsonObject): readonly JsonObject[] {
  const filled = Object.entries(record).filter(([, value]) => !isEmpty(value));
  return filled.map(([field, value]) => ({ field, value: viewValue(value) }));
}

function isEmpty(value: Json): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** Longer values are cut: a reader wants to see what was done, and the JSON has all of it. */
const shownAtMost = 160;

function viewValue(value: Json): string {
  const text = viewWhole(value);
  return text.length <= shownAtMost
    ? text
    : `${text
        .slice(0, shownAtMost - 1)
        .toWellFormed()
        .trimEnd()}…`;
}

function viewWhole(value: Json): string {
  if (typeof value === 'string') return value;
  const isPlain = Array.isArray(value) && value.every((item: Json) => typeof item === 'string');
  return isPlain ? value.join(', ') : JSON.stringify(value);
}

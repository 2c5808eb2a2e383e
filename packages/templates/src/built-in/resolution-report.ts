import type { BuiltInNeed, BuiltInNeeds, BuiltInTemplate } from './built-in-template.ts';
import { englishLabels, germanLabels } from './report-labels.ts';
import { knowledgeArticle } from './knowledge-article.ts';
import { reportHtml } from './report-html.ts';
import { reportMarkdown } from './report-markdown.ts';

const text: BuiltInNeed = { type: 'text' };
const maybe: BuiltInNeed = { type: 'text', optional: true };
const time: BuiltInNeed = { type: 'time', optional: true };
const pairs = list({ field: text, value: text });

function record(fields: BuiltInNeeds): BuiltInNeed {
  return { type: 'record', fields };
}

function list(fields: BuiltInNeeds): BuiltInNeed {
  return { type: 'record', list: true, fields };
}

/** A report as it is written for a reader: names and places as texts, times as instants, lengths of time in milliseconds. */
const report = record({
  title: text,
  run: text,
  workflow: text,
  ticket: { ...record({ id: text, summary: maybe }), optional: true },
  requester: maybe,
  status: text,
  end: maybe,
  startedAt: time,
  endedAt: time,
  duration: { type: 'duration', optional: true },
  cause: text,
  classification: {
    ...record({ decision: text, reason: text, rules: list({ id: text, place: maybe, cites: maybe }) }),
    optional: true,
  },
  decisions: list({ decision: text, outcome: text, rules: maybe, places: maybe }),
  cited: list({ cite: text, text }),
  approvals: list({
    approval: text,
    status: text,
    seats: list({ role: text, people: text }),
    votes: list({ by: text, vote: text, at: { type: 'time' }, note: maybe }),
  }),
  tasks: list({ title: text, outcome: text, by: maybe, at: time, note: maybe, answers: pairs }),
  troubleshooting: list({ tree: text, result: text, path: list({ node: text, answer: text, to: text }) }),
  ledger: list({
    title: text,
    action: text,
    result: text,
    reason: maybe,
    askedBy: text,
    actedBy: text,
    allowedBy: text,
    deniedBy: maybe,
    approvedBy: text,
    key: text,
    attempts: { type: 'integer' },
    finishedAt: time,
    undoableUntil: time,
    undoneAt: time,
    reversibility: text,
    input: pairs,
    output: pairs,
  }),
  timeline: list({ at: { type: 'time' }, what: text, who: maybe }),
  missing: { type: 'text', list: true },
  journal: record({ entries: { type: 'integer' }, head: text, verified: { type: 'yes_no' } }),
  bundle: record({ id: text, version: text, hash: text }),
});

const shared = { needs: { ...knowledgeArticle.needs, report }, to: [], cc: [] };

/** The resolution report as Markdown. */
export const resolutionReport: BuiltInTemplate = {
  ...shared,
  id: 'resolution-report',
  format: 'markdown',
  texts: {
    en: { subject: null, body: reportMarkdown(englishLabels) },
    de: { subject: null, body: reportMarkdown(germanLabels) },
  },
};

/** The resolution report as a page. */
export const resolutionReportHtml: BuiltInTemplate = {
  ...shared,
  id: 'resolution-report-html',
  format: 'html',
  texts: {
    en: { subject: null, body: reportHtml(englishLabels) },
    de: { subject: null, body: reportHtml(germanLabels) },
  },
};

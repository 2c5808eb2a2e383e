import type { Json, JsonObject } from '@deskbook/policies';
import { inLanguage } from './report-words.ts';
import type { ReportInput } from './report-input.ts';
import type { ResolutionReport } from './resolution-report.ts';
import { runNodes } from './run-nodes.ts';

/** What the draft is drawn from: the report as it stands so far. */
export type Findings = Pick<
  ResolutionReport,
  'title' | 'ticket' | 'people' | 'decisions' | 'tasks' | 'troubleshooting' | 'ledger'
>;

const keywordsAtMost = 12;

/** Drafts a knowledge article from what was done. People's names are taken out: an article is about a fault, not about them. */
export function draftKnowledge(findings: Findings, input: ReportInput): ResolutionReport['knowledgeDraft'] {
  const { ticket, title, people } = findings;
  const summary = textOf(ticket, 'summary') ?? title;
  const problem = textOf(ticket, 'description') ?? summary;
  return {
    title: anonymous(summary, people),
    problem: anonymous(problem, people),
    cause: causeOf(findings, input),
    resolution: resolutionOf(findings, input).map((step) => anonymous(step, people)),
    keywords: keywordsOf(findings, input),
  };
}

function textOf(record: JsonObject | null, field: string): string | null {
  const value = record !== null && Object.hasOwn(record, field) ? record[field] : null;
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

function anonymous(text: string, people: ResolutionReport['people']): string {
  const names = Object.values(people).sort((one, other) => other.length - one.length);
  return names.filter((name) => name !== '').reduce((rest, name) => rest.replaceAll(name, '(person)'), text);
}

/** What the last diagnosis found before it ended, else what was decided. */
function causeOf({ troubleshooting, decisions }: Findings, { bundle, language }: ReportInput): string | null {
  const diagnosis = troubleshooting.findLast(({ path }) => path.length > 0);
  const last = diagnosis?.path.at(-1);
  if (diagnosis !== undefined && last !== undefined) {
    const tree = Object.hasOwn(bundle.trees, diagnosis.tree) ? bundle.trees[diagnosis.tree] : undefined;
    const node = tree !== undefined && Object.hasOwn(tree.nodes, last.node) ? tree.nodes[last.node] : undefined;
    const asked = node !== undefined && 'ask' in node ? node.ask : null;
    const outcome = tree !== undefined && Object.hasOwn(tree.outcomes, last.to) ? tree.outcomes[last.to] : undefined;
    const said = outcome?.say ?? null;
    const words = language ?? bundle.languages[0];
    if (said !== null) return inLanguage(said, words);
    return asked === null
      ? `${diagnosis.tree}: ${last.node}`
      : `${inLanguage(asked, words)} ${shortAnswer(last.answer)}`;
  }
  const decided = decisions.findLast(({ rules }) => rules.length > 0);
  return decided === undefined ? null : `${decided.decision}: ${decided.rules.join(', ')} (${decided.outcome})`;
}

function shortAnswer(answer: Json): string {
  return typeof answer === 'string' ? answer : JSON.stringify(answer);
}

/** Writes that stand and work that people did, as their steps are called. Mail to approvers solved nothing. */
function resolutionOf({ ledger, tasks }: Findings, input: ReportInput): readonly string[] {
  const nodes = [input, ...(input.children ?? [])].flatMap(({ workflow }) => Array.from(runNodes(workflow).values()));
  const approving = new Set(nodes.filter(({ verb }) => verb.kind === 'approve').map(({ id }) => id));
  const writes = ledger.filter(({ result, reversibility }) => result === 'done' && reversibility !== 'read');
  const effects = writes.filter(({ node }) => !approving.has(node));
  const work = tasks.filter(({ kind, outcome }) => kind === 'task' && outcome === 'done');
  const steps = [
    ...effects.map(({ title, finishedAt }) => ({ title, at: finishedAt ?? '' })),
    ...work.map(({ title, at }) => ({ title, at: at ?? '' })),
  ];
  const inOrder = steps.sort((one, other) => compare(one.at, other.at));
  return [...new Set(inOrder.map(({ title }) => title))];
}

function keywordsOf({ ticket, troubleshooting, ledger }: Findings, { workflow }: ReportInput): readonly string[] {
  const category = textOf(ticket, 'category');
  const labels = ticket !== null && Array.isArray(ticket['labels']) ? ticket['labels'] : [];
  const words = [
    ...(category === null ? [] : [category]),
    ...labels.filter((label): label is string => typeof label === 'string'),
    ...troubleshooting.map(({ tree }) => tree),
    ...ledger.flatMap(({ action, result }) => (result === 'done' ? action.split('.') : [])),
    workflow.id,
  ];
  const unique = new Set(words.map((word) => word.replaceAll('_', ' ').toLowerCase()));
  return [...unique].sort(compare).slice(0, keywordsAtMost);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

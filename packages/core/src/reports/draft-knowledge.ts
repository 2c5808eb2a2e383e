import type { Json, JsonObject, Text } from '@deskbook/policies';
import type { Bundle } from '@deskbook/dsl/bundle';
import { inLanguage } from './report-words.ts';
import type { ReportInput } from './report-input.ts';
import type { ResolutionReport } from './resolution-report.ts';

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
    resolution: resolutionOf(findings).map((step) => anonymous(step, people)),
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
  if (diagnosis !== undefined) return foundBy(diagnosis, bundle, language ?? bundle.languages[0]);
  const decided = decisions.findLast(({ rules }) => rules.length > 0);
  return decided === undefined ? null : `${decided.decision}: ${decided.rules.join(', ')} (${decided.outcome})`;
}

/** What its end says, else its last question and the answer. */
function foundBy({ tree: id, path }: Findings['troubleshooting'][number], bundle: Bundle, language: string): string {
  const { node: nodeId = '', answer = null, to = '' } = path.at(-1) ?? {};
  const tree = Object.hasOwn(bundle.trees, id) ? bundle.trees[id] : undefined;
  const outcome = tree !== undefined && Object.hasOwn(tree.outcomes, to) ? tree.outcomes[to] : undefined;
  const node = tree !== undefined && Object.hasOwn(tree.nodes, nodeId) ? tree.nodes[nodeId] : undefined;
  if (outcome?.say) return plainly(outcome.say, language) ?? `${id}: ${to}`;
  const asked = node !== undefined && 'ask' in node && node.ask !== null ? plainly(node.ask, language) : null;
  return asked === null ? `${id}: ${nodeId}` : `${asked} ${shortAnswer(answer)}`;
}

/** A text in a language, unless it has places to fill in: an article is not about one person's case. */
function plainly(text: Text, language: string): string | null {
  const said = inLanguage(text, language);
  return said.includes('{{') ? null : said;
}

function shortAnswer(answer: Json): string {
  return typeof answer === 'string' ? answer : JSON.stringify(answer);
}

/** Actions that tell people or keep the ticket: what solved the problem is something else. */
const telling = /^(?:mail|helpdesk)\./u;

/** Writes that stand and work that people did, as their steps are called. */
function resolutionOf({ ledger, tasks }: Findings): readonly string[] {
  const writes = ledger.filter(({ result, reversibility }) => result === 'done' && reversibility !== 'read');
  const effects = writes.filter(({ action }) => !telling.test(action));
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

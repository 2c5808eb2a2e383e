import { either, flag, json, list, map, named, nullable, number, record, tagged, text, word } from './schema-parts.ts';
import { change, condition, duration, fields, names, texts, value, values, when } from './notation-shape.ts';

const waitFor = tagged('kind', {
  event: { event: text, match: values, since: word('run', 'step') },
  until: { until: value },
  duration: { duration },
  check: { action: text, with: values, when: condition, every: duration },
});

const verb = tagged('kind', {
  do: { action: text, with: values },
  task: { text: texts, form: fields, within: nullable(duration) },
  ask: { person: value, text: texts, form: fields, within: nullable(duration) },
  approve: { approval: text },
  decide: { decision: text },
  choose: { branches: list(record({ id: text, when })) },
  tree: { tree: text, with: values },
  wait: { for: waitFor, within: nullable(duration) },
  each: { in: value, as: text, key: nullable(value), atOnce: number, nodes: list(named('node')) },
  find: { when: condition, atMost: number },
  run: { workflow: text, with: values },
});

const reaction = tagged('kind', {
  continue: { establishes: names },
  hold: { establishes: names },
  end: { establishes: names, end: text },
  undo: { establishes: names, end: text },
  go: { establishes: names, to: text, atMost: number, otherwise: named('reaction') },
  block: { establishes: names },
});

const node = record({
  id: text, title: texts, block: nullable(text), needs: names, join: either(word('all', 'any'), number), when, verb,
  outcomes: map(named('reaction')),
  by: record({
    actor: word('it_agent', 'employee', 'manager_approval', 'system'), role: nullable(text), person: nullable(value), fallback: names,
  }),
  requires: names, establishes: names,
  plan: record({
    'name?': text, tools: names, estimate: nullable(duration),
    privacy: nullable(record({ 'class?': text, 'note?': text, 'keep?': text })),
  }),
  reference: text,
}); // prettier-ignore

export const workflow = record({
  id: text, title: texts, input: fields,
  acts: record({ as: text, for: nullable(text) }),
  oneRun: nullable(record({ per: value, otherwise: word('join', 'queue', 'reject', 'replace') })),
  'priority?': record({ by: text, order: list(json) }),
  nodes: list(named('node')),
  cancelWhen: nullable(record({ changed: list(change), when })),
  undoWindow: nullable(duration),
  undoFailed: record({ role: text, title: texts }),
  ends: map(record({ title: texts, requires: names })),
  plan: record({
    id: nullable(value), summary: nullable(value), risks: names, mitigation: names, assumes: names, compliance: names,
    successCriteria: names, rollback: nullable(text), urgency: nullable(value), escalation: nullable(names),
    'estimate?': nullable(duration),
  }),
  report: nullable(text), 'activates?': record({ of: text, node: text, reviewed: flag }), reference: text,
}); // prettier-ignore

const treeCheck = record({ action: text, with: values, yesWhen: condition });
const treeNode = { id: text, ifUnsure: nullable(text), reference: text };

export const tree = record({
  id: text, title: texts, input: fields, start: text, ifUnsure: text,
  loops: record({ visits: number, otherwise: text }),
  afterFix: nullable(record({ ask: texts, check: nullable(treeCheck) })),
  nodes: map(
    tagged('kind', {
      question: { ...treeNode, ask: nullable(texts), check: nullable(treeCheck), known: nullable(text), ifYes: text, ifNo: text },
      choice: { ...treeNode, ask: texts, known: nullable(text), choices: list(record({ id: text, say: texts, go: text, when })) },
      fix: { ...treeNode, fix: texts, action: nullable(text), with: values, ifFixed: text, ifNotFixed: text },
      collect: { ...treeNode, say: nullable(texts), collect: fields, next: text },
      hand_to: { ...treeNode, role: text, say: nullable(texts), next: text },
      tree: { ...treeNode, tree: text, next: map(text) },
    }),
  ),
  outcomes: map(
    record({
      id: text, result: word('solved', 'explained', 'escalated'), to: nullable(text), say: nullable(texts),
      evidence: word('all', 'none'), reference: text,
    }),
  ),
  reference: text,
}); // prettier-ignore

/** The shapes of graphs that stand in themselves, by name. */
export const graphs = { node, reaction };

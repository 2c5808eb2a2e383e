import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const uncoveredValue: DiagnosticPage = {
  code: 'DB4107',
  name: 'uncovered-value',
  severity: 'warning',
  page: `\`known\` names a fact that may hold the answer already, and one of its values is no answer: no choice has that id. The person is asked then, although the value is known. Add a choice with that id, or give a choice a \`when\`.`,
  bad: {
    'tree.yaml': `kind: tree
id: wifi
start: radio
if_unsure: desk
nodes:
  radio:
    known: ticket.priority
    ask: How urgent is it?
    choose:
      - { id: P1, say: Very, go: desk }
      - { id: P2, say: Not very, go: solved }
outcomes: { solved: { result: solved }, desk: { result: escalated } }
`,
    'facts.yaml': `kind: facts
id: words
base: itil/1
ticket: { priority: { one_of: [P1, P2, P3], optional: true } }
`,
  },
  good: {
    'tree.yaml': `kind: tree
id: wifi
start: radio
if_unsure: desk
nodes:
  radio:
    known: ticket.priority
    ask: How urgent is it?
    choose:
      - { id: P1, say: Very, go: desk }
      - { id: P2, say: Not very, go: solved }
      - { id: P3, say: Not at all, go: solved }
outcomes: { solved: { result: solved }, desk: { result: escalated } }
`,
    'facts.yaml': `kind: facts
id: words
base: itil/1
ticket: { priority: { one_of: [P1, P2, P3], optional: true } }
`,
  },
};

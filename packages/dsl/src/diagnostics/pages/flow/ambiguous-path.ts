import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const ambiguousPath: DiagnosticPage = {
  code: 'DB4106',
  name: 'ambiguous-path',
  severity: 'warning',
  page: `The facts can give two answers at once: both conditions hold for the case in the message. Nothing is guessed then, and the person is asked, although the facts were meant to spare them the question. Let the conditions exclude each other.`,
  bad: {
    'tree.yaml': `kind: tree
id: wifi
start: radio
if_unsure: desk
nodes:
  radio:
    ask: How urgent is it?
    choose:
      - { id: high, say: Very, go: desk, when: { ticket.priority: { in: [P1, P2] } } }
      - { id: low, say: Not very, go: solved, when: { ticket.priority: { in: [P2, P3] } } }
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
    ask: How urgent is it?
    choose:
      - { id: high, say: Very, go: desk, when: { ticket.priority: { in: [P1, P2] } } }
      - { id: low, say: Not very, go: solved, when: { ticket.priority: P3 } }
outcomes: { solved: { result: solved }, desk: { result: escalated } }
`,
    'facts.yaml': `kind: facts
id: words
base: itil/1
ticket: { priority: { one_of: [P1, P2, P3], optional: true } }
`,
  },
};

import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const decisionCycle: DiagnosticPage = {
  code: 'DB8002',
  name: 'decision-cycle',
  severity: 'error',
  page: `Decisions that set facts run in the order of their needs. These need each other's results, or one needs its own, so no order is right.`,
  bad: {
    'a.yaml': `kind: decision
id: verdict
hit: first
sets: [ticket.urgency]
rules:
  - { id: all, when: { ticket.impact: high }, then: { ticket.urgency: high } }
`,
    'b.yaml': `kind: decision
id: second
hit: first
sets: [ticket.impact]
rules:
  - { id: all, when: { ticket.urgency: high }, then: { ticket.impact: high } }
`,
  },
  good: {
    'a.yaml': `kind: decision
id: verdict
hit: first
sets: [ticket.urgency]
rules:
  - { id: all, when: { ticket.type: incident }, then: { ticket.urgency: high } }
`,
    'b.yaml': `kind: decision
id: second
hit: first
sets: [ticket.impact]
rules:
  - { id: all, when: { ticket.urgency: high }, then: { ticket.impact: high } }
`,
  },
};

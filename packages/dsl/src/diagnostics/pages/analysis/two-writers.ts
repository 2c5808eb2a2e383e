import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const twoWriters: DiagnosticPage = {
  code: 'DB8001',
  name: 'two-writers',
  severity: 'error',
  page: `Two decisions set the same fact. Which of them wins would depend on the order they happen to run in.`,
  bad: {
    'a.yaml': `kind: decision
id: verdict
hit: first
sets: [ticket.urgency]
rules:
  - { id: all, otherwise: true, then: { ticket.urgency: high } }
`,
    'b.yaml': `kind: decision
id: second
hit: first
sets: [ticket.urgency]
rules:
  - { id: all, otherwise: true, then: { ticket.urgency: low } }
`,
  },
  good: {
    'a.yaml': `kind: decision
id: verdict
hit: first
sets: [ticket.urgency]
rules:
  - { id: all, otherwise: true, then: { ticket.urgency: high } }
`,
    'b.yaml': `kind: decision
id: second
hit: first
sets: [ticket.impact]
rules:
  - { id: all, otherwise: true, then: { ticket.impact: low } }
`,
  },
};

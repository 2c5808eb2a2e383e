import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const derivedFact: DiagnosticPage = {
  code: 'DB3037',
  name: 'derived-fact',
  severity: 'error',
  page: `A fact that is derived from others is mapped by a source or set by a decision. Two values of one fact would be told apart by nothing.`,
  bad: `kind: decision
id: verdict
hit: first
sets: [ticket.text]
rules:
  - { id: all, otherwise: true, then: { ticket.text: nothing } }
`,
  good: `kind: decision
id: verdict
hit: first
sets: [ticket.description]
rules:
  - { id: all, otherwise: true, then: { ticket.description: nothing } }
`,
};

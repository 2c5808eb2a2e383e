import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const unknownResult: DiagnosticPage = {
  code: 'DB3024',
  name: 'unknown-result',
  severity: 'error',
  page: `A rule sets something that its decision does not declare in \`sets\`.`,
  bad: `kind: decision
id: verdict
hit: first
sets: { decision: decision, approval: { type: approval, optional: true } }
rules:
  - { id: all, otherwise: true, then: { decision: ALLOWED, risk: LOW } }
`,
  good: `kind: decision
id: verdict
hit: first
sets: { decision: decision, approval: { type: approval, optional: true } }
rules:
  - { id: all, otherwise: true, then: { decision: ALLOWED } }
`,
};

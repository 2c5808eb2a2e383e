import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const ruleAfterOtherwise: DiagnosticPage = {
  code: 'DB3027',
  name: 'rule-after-otherwise',
  severity: 'error',
  page: `\`otherwise\` takes every case, so the rules after it can never decide.`,
  bad: `kind: decision
id: verdict
hit: first
sets: { decision: decision, approval: { type: approval, optional: true } }
rules:
  - { id: all, otherwise: true, then: { decision: DENIED } }
  - { id: staff, when: { requester.employment: employee }, then: { decision: ALLOWED } }
`,
  good: `kind: decision
id: verdict
hit: first
sets: { decision: decision, approval: { type: approval, optional: true } }
rules:
  - { id: staff, when: { requester.employment: employee }, then: { decision: ALLOWED } }
  - { id: all, otherwise: true, then: { decision: DENIED } }
`,
};

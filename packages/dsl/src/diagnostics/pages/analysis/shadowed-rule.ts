import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const shadowedRule: DiagnosticPage = {
  code: 'DB8005',
  name: 'shadowed-rule',
  severity: 'warning',
  page: `With \`hit: first\`, an earlier rule takes every case of this one, so it can never decide. Probably the two stand in the wrong order.`,
  bad: `kind: decision
id: verdict
hit: first
sets: { decision: decision, approval: { type: approval, optional: true } }
rules:
  - { id: staff, when: { requester.employment: employee }, then: { decision: ALLOWED } }
  - { id: enrolled, when: { requester.employment: employee, requester.mfa: true }, then: { decision: DENIED } }
`,
  good: `kind: decision
id: verdict
hit: first
sets: { decision: decision, approval: { type: approval, optional: true } }
rules:
  - { id: enrolled, when: { requester.employment: employee, requester.mfa: true }, then: { decision: DENIED } }
  - { id: staff, when: { requester.employment: employee }, then: { decision: ALLOWED } }
`,
};

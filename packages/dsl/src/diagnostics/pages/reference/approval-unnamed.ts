import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const approvalUnnamed: DiagnosticPage = {
  code: 'DB3026',
  name: 'approval-unnamed',
  severity: 'error',
  page: `A rule says that approval is required and not whose. Name the approval beside the decision.`,
  bad: {
    'a.yaml': `kind: decision
id: verdict
hit: first
sets: { decision: decision, approval: { type: approval, optional: true } }
rules:
  - { id: all, otherwise: true, then: { decision: REQUIRES_APPROVAL } }
`,
    'b.yaml': `kind: approval
id: lead
question: May they?
seats: [{ role: desk-robot }]
`,
  },
  good: {
    'a.yaml': `kind: decision
id: verdict
hit: first
sets: { decision: decision, approval: { type: approval, optional: true } }
rules:
  - { id: all, otherwise: true, then: { decision: REQUIRES_APPROVAL, approval: lead } }
`,
    'b.yaml': `kind: approval
id: lead
question: May they?
seats: [{ role: desk-robot }]
`,
  },
};

import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const unusedDefinition: DiagnosticPage = {
  code: 'DB8003',
  name: 'unused-definition',
  severity: 'warning',
  page: `Nothing uses this definition. Either something forgot to name it, or it can go.`,
  bad: `kind: approval
id: lead
question: May they?
seats: [{ role: desk-robot }]
`,
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

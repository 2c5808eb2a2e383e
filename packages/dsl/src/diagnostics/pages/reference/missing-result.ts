import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const missingResult: DiagnosticPage = {
  code: 'DB3025',
  name: 'missing-result',
  severity: 'error',
  page: `A decision declares what each of its rules sets. A rule that leaves one out would leave a hole where the result is used; a result that some rules have is \`optional\`.`,
  bad: `kind: decision
id: verdict
hit: first
sets: { decision: decision, risk: text }
rules:
  - { id: all, otherwise: true, then: { decision: ALLOWED } }
`,
  good: `kind: decision
id: verdict
hit: first
sets: { decision: decision, risk: text }
rules:
  - { id: all, otherwise: true, then: { decision: ALLOWED, risk: low } }
`,
};

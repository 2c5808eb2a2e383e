import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const seatArithmetic: DiagnosticPage = {
  code: 'DB3031',
  name: 'seat-arithmetic',
  severity: 'error',
  page: `An approval needs more votes, or more refusals, than it has seats. It could never end that way.`,
  bad: `kind: approval
id: lead
question: May they?
seats: [{ role: desk-robot }]
need: 2
`,
  good: `kind: approval
id: lead
question: May they?
seats: [{ role: desk-robot }]
need: 1
`,
};

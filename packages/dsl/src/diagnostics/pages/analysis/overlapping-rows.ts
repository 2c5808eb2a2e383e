import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const overlappingRows: DiagnosticPage = {
  code: 'DB8007',
  name: 'overlapping-rows',
  severity: 'error',
  page: `With \`hit: unique\` exactly one row may take a case, and two take this one; with \`hit: any\` all that take a case say the same, and two differ. When it came up, the decision would be a conflict.`,
  bad: `kind: decision
id: priority
hit: unique
sets: [ticket.priority]
table:
  columns: [requester.mfa, ticket.priority]
  rows:
    - enrolled: [true, LOW]
    - rest: [any, HIGH]
`,
  good: `kind: decision
id: priority
hit: unique
sets: [ticket.priority]
table:
  columns: [requester.mfa, ticket.priority]
  rows:
    - enrolled: [true, LOW]
    - rest: [false, HIGH]
`,
};

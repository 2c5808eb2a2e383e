import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const wrongColumns: DiagnosticPage = {
  code: 'DB3028',
  name: 'wrong-columns',
  severity: 'error',
  page: `The last columns of a decision table are what it sets, the others facts it tests, and each row has one cell for every column.`,
  bad: `kind: decision
id: priority
hit: unique
sets: [ticket.priority]
table:
  columns: [requester.mfa, ticket.priority]
  rows:
    - enrolled: [true]
    - rest: [false, HIGH]
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

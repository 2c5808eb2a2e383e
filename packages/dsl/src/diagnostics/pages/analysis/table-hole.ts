import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const tableHole: DiagnosticPage = {
  code: 'DB8006',
  name: 'table-hole',
  severity: 'warning',
  page: `A table over facts with few values has no row for one of their combinations. The message names the first such case.`,
  bad: `kind: decision
id: priority
hit: unique
sets: [ticket.priority]
table:
  columns: [requester.mfa, ticket.priority]
  rows:
    - enrolled: [true, LOW]
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

import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const tableHole: DiagnosticPage = {
  code: 'DB8006',
  name: 'table-hole',
  severity: 'warning',
  page: `A table whose rows compare facts with literals has no row for a case: a combination of values of facts that have few, or a number or time that lies in no row's range. The message names the first such case.`,
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

import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const missingKey: DiagnosticPage = {
  code: 'DB2002',
  name: 'missing-key',
  severity: 'error',
  page: 'A key that must be there is not.',
  bad: `kind: trigger
id: greet
event: ticket.created
`,
  good: `kind: trigger
id: greet
event: ticket.created
start: greet
`,
};

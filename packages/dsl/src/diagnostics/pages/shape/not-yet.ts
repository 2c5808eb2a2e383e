import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const notYet: DiagnosticPage = {
  code: 'DB2010',
  name: 'not-yet',
  severity: 'error',
  page: 'The key belongs to the language, and this version of Deskbook cannot honour it. Rather than ignore it, it is refused.',
  bad: `kind: trigger
id: greet
event: ticket.created
start: greet
every: business day
`,
  good: `kind: trigger
id: greet
event: ticket.created
start: greet
`,
};

import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const malformed: DiagnosticPage = {
  code: 'DB2007',
  name: 'malformed',
  severity: 'error',
  page: 'A text or a name that has to be written in a certain way is not: an id, a version, a JSON Pointer, a date.',
  bad: `kind: trigger
id: Say hello
event: ticket.created
start: greet
`,
  good: `kind: trigger
id: greet
event: ticket.created
start: greet
`,
};

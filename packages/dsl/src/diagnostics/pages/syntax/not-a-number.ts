import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const notANumber: DiagnosticPage = {
  code: 'DB1014',
  name: 'not-a-number',
  severity: 'error',
  page: '`.inf` and `.nan` are no values of this language, which has the numbers that JSON has.',
  bad: `kind: trigger
id: greet
event: ticket.created
start: greet
with: { limit: .inf }
`,
  good: `kind: trigger
id: greet
event: ticket.created
start: greet
with: { limit: 1000000 }
`,
};

import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const lossyNumber: DiagnosticPage = {
  code: 'DB1008',
  name: 'lossy-number',
  severity: 'error',
  page: 'Leading zeros, and digits beyond what a number can hold, are lost when a number is read. Put the digits in quotes; a number in the language has neither.',
  bad: `kind: trigger
id: greet
event: ticket.created
start: greet
with: { number: 0042 }
`,
  good: `kind: trigger
id: greet
event: ticket.created
start: greet
with: { number: '0042' }
`,
};

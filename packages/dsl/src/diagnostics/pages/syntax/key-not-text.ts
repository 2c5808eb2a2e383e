import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const keyNotText: DiagnosticPage = {
  code: 'DB1012',
  name: 'key-not-text',
  severity: 'error',
  page: 'A key is a word or a text on one line. Lists, mappings and nothing at all cannot be keys, and neither can `__proto__`.',
  bad: `kind: trigger
id: greet
event: ticket.created
start: greet
with: { [a, b]: 1 }
`,
  good: `kind: trigger
id: greet
event: ticket.created
start: greet
with: { a: 1, b: 1 }
`,
};

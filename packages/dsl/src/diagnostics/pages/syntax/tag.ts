import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const tag: DiagnosticPage = {
  code: 'DB1010',
  name: 'tag',
  severity: 'error',
  page: "Tags such as `!!str` or `!secret` are not part of this language: a value's type follows from how it is written and where it stands.",
  bad: `kind: trigger
id: greet
event: ticket.created
start: greet
with: { number: !!str 42 }
`,
  good: `kind: trigger
id: greet
event: ticket.created
start: greet
with: { number: '42' }
`,
};

import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const yesOrNoWord: DiagnosticPage = {
  code: 'DB1007',
  name: 'yes-or-no-word',
  severity: 'warning',
  page: '`yes`, `no`, `on`, `off`, `y` and `n` are texts in YAML 1.2, and truth values to older readers. Write `true` or `false`, or put the word in quotes where the text is meant.',
  bad: `kind: trigger
id: greet
event: ticket.created
start: greet
with: { urgent: yes }
`,
  good: `kind: trigger
id: greet
event: ticket.created
start: greet
with: { urgent: true }
`,
};

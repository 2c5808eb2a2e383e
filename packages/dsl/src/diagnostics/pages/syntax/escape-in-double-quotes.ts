import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const escapeInDoubleQuotes: DiagnosticPage = {
  code: 'DB1006',
  name: 'escape-in-double-quotes',
  severity: 'error',
  page: 'In double quotes a backslash begins an escape: `\\b` is a backspace, and `\\d` means nothing. A regular expression belongs in single quotes, where a backslash is a backslash.',
  bad: `kind: trigger
id: greet
event: ticket.created
start: greet
when: { ticket.text: { matches: "\\b(vpn)\\b" } }
`,
  good: `kind: trigger
id: greet
event: ticket.created
start: greet
when: { ticket.text: { matches: '\\b(vpn)\\b' } }
`,
};

import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const unquotedTemplate: DiagnosticPage = {
  code: 'DB1001',
  name: 'unquoted-template',
  severity: 'error',
  page: 'A template such as `{{requester.id}}` needs quotes. Without them YAML reads the braces as a mapping in a mapping, or fails somewhere further on.',
  bad: `kind: trigger
id: greet
event: ticket.created
start: greet
with: { person: {{ticket.requester}} }
`,
  good: `kind: trigger
id: greet
event: ticket.created
start: greet
with: { person: '{{ticket.requester}}' }
`,
};

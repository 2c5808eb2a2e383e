import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const unquotedTemplate: DiagnosticPage = {
  code: 'DB1001',
  name: 'unquoted-template',
  severity: 'error',
  page: 'A template such as `{{requester.id}}` needs quotes. Without them YAML reads the braces as a mapping in a mapping, or fails somewhere further on.',
  bad: `kind: workflow
id: greet
acts: { as: desk-robot }
steps:
  - { id: hello, task: Greet {{requester.name}}, by: { role: desk-robot }, outcomes: { declined: continue, timed_out: continue } }
`,
  good: `kind: workflow
id: greet
acts: { as: desk-robot }
steps:
  - { id: hello, task: 'Greet {{requester.name}}', by: { role: desk-robot }, outcomes: { declined: continue, timed_out: continue } }
`,
};

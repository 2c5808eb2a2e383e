import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const wrongForm: DiagnosticPage = {
  code: 'DB2003',
  name: 'wrong-form',
  severity: 'error',
  page: 'The value has another form than the language wants there: a text instead of a list, a mapping instead of a number.',
  bad: `kind: workflow
id: greet
acts: { as: desk-robot }
steps:
  - { id: hello, task: Say hello, needs: start, by: { role: desk-robot }, outcomes: { declined: continue, timed_out: continue } }
`,
  good: `kind: workflow
id: greet
acts: { as: desk-robot }
steps:
  - { id: hello, task: Say hello, needs: [], by: { role: desk-robot }, outcomes: { declined: continue, timed_out: continue } }
`,
};

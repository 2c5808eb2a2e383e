import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const wrongForm: DiagnosticPage = {
  code: 'DB2003',
  name: 'wrong-form',
  severity: 'error',
  page: 'The value has another form than the language wants there: a text instead of a list, a mapping instead of a number.',
  bad: `kind: workflow
id: greet
steps:
  - { id: hello, task: Say hello, needs: start }
`,
  good: `kind: workflow
id: greet
steps:
  - { id: hello, task: Say hello, needs: [] }
`,
};

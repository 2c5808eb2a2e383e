import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const emptyValue: DiagnosticPage = {
  code: 'DB2005',
  name: 'empty-value',
  severity: 'error',
  page: 'A key without a value, or a list or mapping without entries, where there must be something.',
  bad: `kind: workflow
id: greet
acts: { as: desk-robot }
steps: []
`,
  good: `kind: workflow
id: greet
acts: { as: desk-robot }
steps:
  - { id: hello, task: Say hello, by: { role: desk-robot }, outcomes: { declined: continue, timed_out: continue } }
`,
};

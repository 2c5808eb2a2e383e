import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const misplacedKey: DiagnosticPage = {
  code: 'DB2008',
  name: 'misplaced-key',
  severity: 'error',
  page: 'Keys that exclude each other stand together, or none of them is there: a step has one verb, a grant says `allow` or `ask`.',
  bad: `kind: workflow
id: greet
acts: { as: desk-robot }
steps:
  - { id: hello, task: Say hello, run: farewell, by: { role: desk-robot }, outcomes: { declined: continue, timed_out: continue } }
`,
  good: `kind: workflow
id: greet
acts: { as: desk-robot }
steps:
  - { id: hello, task: Say hello, by: { role: desk-robot }, outcomes: { declined: continue, timed_out: continue } }
`,
};

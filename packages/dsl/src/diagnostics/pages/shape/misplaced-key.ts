import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const misplacedKey: DiagnosticPage = {
  code: 'DB2008',
  name: 'misplaced-key',
  severity: 'error',
  page: 'Keys that exclude each other stand together, or none of them is there: a step has one verb, a grant says `allow` or `ask`.',
  bad: `kind: workflow
id: greet
steps:
  - { id: hello, task: Say hello, run: farewell }
`,
  good: `kind: workflow
id: greet
steps:
  - { id: hello, task: Say hello }
`,
};

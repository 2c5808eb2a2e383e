import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const unknownOutcome: DiagnosticPage = {
  code: 'DB4002',
  name: 'unknown-outcome',
  severity: 'error',
  page: `The outcomes of each verb are a closed set. This one is not among them, so what is said about it would never happen.`,
  bad: `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - { id: look, task: Look at it, by: { role: desk-robot }, outcomes: { declined: hold, rejected: continue } }
`,
  good: `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - { id: look, task: Look at it, by: { role: desk-robot }, outcomes: { declined: hold, done: continue } }
`,
};

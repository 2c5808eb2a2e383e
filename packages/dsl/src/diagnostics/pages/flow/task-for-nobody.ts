import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const taskForNobody: DiagnosticPage = {
  code: 'DB4015',
  name: 'task-for-nobody',
  severity: 'error',
  page: `A task does not say whose it is, and neither the workflow nor the bundle has an \`owner\` that is a role. It would wait for ever.`,
  bad: `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - { id: look, task: Look at it, outcomes: { declined: hold } }
`,
  good: `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - { id: look, task: Look at it, by: { role: desk-robot }, outcomes: { declined: hold } }
`,
};

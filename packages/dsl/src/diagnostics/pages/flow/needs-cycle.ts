import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const needsCycle: DiagnosticPage = {
  code: 'DB4005',
  name: 'needs-cycle',
  severity: 'error',
  page: `Steps wait for each other, so none of them ever starts. Take one of the \`needs\` away. To repeat a step, use \`go\` in an outcome.`,
  bad: `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - { id: look, task: Look at it, by: { role: desk-robot }, needs: [mend], outcomes: { declined: continue } }
  - { id: mend, task: Look at it, by: { role: desk-robot }, needs: [look], outcomes: { declined: continue } }
`,
  good: `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - { id: look, task: Look at it, by: { role: desk-robot }, outcomes: { declined: continue } }
  - { id: mend, task: Look at it, by: { role: desk-robot }, needs: [look], outcomes: { declined: continue } }
`,
};

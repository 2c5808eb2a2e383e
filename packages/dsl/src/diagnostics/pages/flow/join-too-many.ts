import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const joinTooMany: DiagnosticPage = {
  code: 'DB4010',
  name: 'join-too-many',
  severity: 'error',
  page: `A step waits for more steps to finish than it names in \`needs\`, and so never starts.`,
  bad: `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - { id: look, task: Look at it, by: { role: desk-robot }, needs: [], outcomes: { declined: continue } }
  - { id: ask, task: Look at it, by: { role: desk-robot }, needs: [], outcomes: { declined: continue } }
  - { id: mend, task: Look at it, by: { role: desk-robot }, needs: [look, ask], join: 3, outcomes: { declined: continue } }
`,
  good: `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - { id: look, task: Look at it, by: { role: desk-robot }, needs: [], outcomes: { declined: continue } }
  - { id: ask, task: Look at it, by: { role: desk-robot }, needs: [], outcomes: { declined: continue } }
  - { id: mend, task: Look at it, by: { role: desk-robot }, needs: [look, ask], join: 2, outcomes: { declined: continue } }
`,
};

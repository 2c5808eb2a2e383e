import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const foreignRole: DiagnosticPage = {
  code: 'DB5004',
  name: 'foreign-role',
  severity: 'error',
  page: `A workflow acts in a role that the desk does not have. It would act in the desk's own role instead, with other rights than the ones written. Write the desk's role, or one that it includes and that may do less.`,
  bad: {
    'workflow.yaml': `kind: workflow
id: provision
acts: { as: owners }
steps:
  - { id: look, task: Look at it, by: { role: desk-robot }, outcomes: { declined: continue } }
`,
    'roles.yaml': `kind: access
id: owners
roles: { owners: { from: { group: Owners } } }
`,
  },
  good: {
    'workflow.yaml': `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - { id: look, task: Look at it, by: { role: desk-robot }, outcomes: { declined: continue } }
`,
  },
};

import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const duplicateStep: DiagnosticPage = {
  code: 'DB4004',
  name: 'duplicate-step',
  severity: 'error',
  page: `Two steps of a workflow have the same id. A step's id names it in paths, in the journal and in the key under which its effect is done once, so it is unique in the whole workflow, branches and outcomes included.`,
  bad: `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - { id: look, task: Look at it, by: { role: desk-robot }, outcomes: { declined: continue } }
  - { id: look, task: Look at it, by: { role: desk-robot }, outcomes: { declined: continue } }
`,
  good: `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - { id: look, task: Look at it, by: { role: desk-robot }, outcomes: { declined: continue } }
  - { id: mend, task: Look at it, by: { role: desk-robot }, outcomes: { declined: continue } }
`,
};

import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const unknownStep: DiagnosticPage = {
  code: 'DB4003',
  name: 'unknown-step',
  severity: 'error',
  page: `\`needs\` or \`go\` names a step that is not there, or that cannot be meant from here. A step waits for steps beside it, in the same list; what stands in a branch or an outcome is finished when the step around it is.`,
  bad: `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - { id: look, task: Look at it, by: { role: desk-robot }, outcomes: { declined: continue } }
  - { id: mend, task: Look at it, by: { role: desk-robot }, needs: [lok], outcomes: { declined: continue } }
`,
  good: `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - { id: look, task: Look at it, by: { role: desk-robot }, outcomes: { declined: continue } }
  - { id: mend, task: Look at it, by: { role: desk-robot }, needs: [look], outcomes: { declined: continue } }
`,
};

import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const goForward: DiagnosticPage = {
  code: 'DB4007',
  name: 'go-forward',
  severity: 'error',
  page: `\`go\` leads back to a step above: one in the same list, or one that the list stands in. It never leads forward, which \`when\` and \`choose\` are for, and never out of the steps of an \`each\`, whose items run by themselves.`,
  bad: `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - { id: look, task: Look at it, by: { role: desk-robot }, outcomes: { declined: { go: mend, at_most: 2, else: hold } } }
  - { id: mend, task: Look at it, by: { role: desk-robot }, outcomes: { declined: continue } }
`,
  good: `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - { id: look, task: Look at it, by: { role: desk-robot }, outcomes: { declined: continue } }
  - { id: mend, task: Mend it, by: { role: desk-robot }, outcomes: { declined: { go: look, at_most: 2, else: hold } } }
`,
};

import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const endlessRun: DiagnosticPage = {
  code: 'DB4021',
  name: 'endless-run',
  severity: 'error',
  page: `Workflows run each other, and no \`when\` or branch stands in between, so that one run would start runs for ever.`,
  bad: `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - { id: again, run: provision }
`,
  good: `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - { id: look, task: Look at it, by: { role: desk-robot }, outcomes: { declined: continue } }
`,
};

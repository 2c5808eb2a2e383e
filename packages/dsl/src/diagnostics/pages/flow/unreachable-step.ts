import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const unreachableStep: DiagnosticPage = {
  code: 'DB4006',
  name: 'unreachable-step',
  severity: 'error',
  page: `No run ever gets to this step: every way that leads to it ends before, or stands behind a step that never goes on. Remove it, or let one of the outcomes before it continue.`,
  bad: `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - { id: look, task: Look at it, by: { role: desk-robot }, outcomes: { done: { end: done }, declined: { end: declined } } }
  - { id: mend, task: Look at it, by: { role: desk-robot }, outcomes: { declined: continue } }
`,
  good: `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - { id: look, task: Look at it, by: { role: desk-robot }, outcomes: { declined: continue } }
  - { id: mend, task: Look at it, by: { role: desk-robot }, outcomes: { declined: continue } }
`,
};

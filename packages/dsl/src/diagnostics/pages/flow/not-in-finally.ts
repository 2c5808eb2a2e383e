import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const notInFinally: DiagnosticPage = {
  code: 'DB4023',
  name: 'not-in-finally',
  severity: 'error',
  page: `What stands in \`finally\` runs when it is settled how the run ends, also for one that was cancelled. So nobody is asked there, nothing is waited for, the request is not decided about again, and no outcome leads to another end, back, or to an undo. What is established would come too late for whatever requires it.`,
  bad: `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - { id: look, task: Look at it, by: { role: desk-robot }, outcomes: { declined: hold } }
finally:
  - { id: pause, wait: { for: 1h } }
`,
  good: `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - { id: pause, wait: { for: 1h } }
finally:
  - { id: look, task: Look at it, by: { role: desk-robot }, outcomes: { declined: hold } }
`,
};

import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const unestablished: DiagnosticPage = {
  code: 'DB4008',
  name: 'unestablished',
  severity: 'error',
  page: `A step, or the end of the workflow, requires something that is not established on every way that leads there. The message names the way on which it is missing. Establish it there, let the step depend on the same condition, or list it in \`plan: { assumes: […] }\` if it holds before the first step.`,
  bad: `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - id: look
    task: Look at it
    by: { role: desk-robot }
    when: { ticket.priority: { known: true } }
    establishes: [looked_at]
    outcomes: { declined: hold }
  - { id: mend, task: Look at it, by: { role: desk-robot }, requires: [looked_at], outcomes: { declined: continue } }
`,
  good: `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - id: look
    task: Look at it
    by: { role: desk-robot }
    establishes: [looked_at]
    outcomes: { declined: hold }
  - { id: mend, task: Look at it, by: { role: desk-robot }, requires: [looked_at], outcomes: { declined: continue } }
`,
};

import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const unknownName: DiagnosticPage = {
  code: 'DB3001',
  name: 'unknown-name',
  severity: 'error',
  page: `A definition names another one that is not there: a workflow, an action, an approval, a role, a template. Write the id of one that is, or define it.`,
  bad: {
    'trigger.yaml': `kind: trigger
id: page
event: ticket.created
start: pgae
`,
    'workflow.yaml': `kind: workflow
id: page
acts: { as: desk-robot }
steps: [{ id: note, task: Look at it, by: { role: desk-robot }, outcomes: { declined: continue, timed_out: continue } }]
`,
  },
  good: {
    'trigger.yaml': `kind: trigger
id: page
event: ticket.created
start: page
`,
    'workflow.yaml': `kind: workflow
id: page
acts: { as: desk-robot }
steps: [{ id: note, task: Look at it, by: { role: desk-robot }, outcomes: { declined: continue, timed_out: continue } }]
`,
  },
};

import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const unknownInput: DiagnosticPage = {
  code: 'DB3016',
  name: 'unknown-input',
  severity: 'error',
  page: `A value is passed under a name that what it is passed to does not take.`,
  bad: {
    'trigger.yaml': `kind: trigger
id: page
event: ticket.created
start: page
with: { tiket: '{{ticket.id}}' }
`,
    'workflow.yaml': `kind: workflow
id: page
acts: { as: desk-robot }
steps: [{ id: note, task: Look at it, by: { role: desk-robot }, outcomes: { declined: continue, timed_out: continue } }]
input: { ticket: { type: ticket, optional: true } }
`,
  },
  good: {
    'trigger.yaml': `kind: trigger
id: page
event: ticket.created
start: page
with: { ticket: '{{ticket.id}}' }
`,
    'workflow.yaml': `kind: workflow
id: page
acts: { as: desk-robot }
steps: [{ id: note, task: Look at it, by: { role: desk-robot }, outcomes: { declined: continue, timed_out: continue } }]
input: { ticket: { type: ticket, optional: true } }
`,
  },
};

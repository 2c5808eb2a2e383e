import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const missingInput: DiagnosticPage = {
  code: 'DB3015',
  name: 'missing-input',
  severity: 'error',
  page: `An action, workflow or tree is used without a value it needs. Inputs are required unless they say \`optional\` or have a \`default\`.`,
  bad: {
    'trigger.yaml': `kind: trigger
id: page
event: ticket.created
start: page
`,
    'workflow.yaml': `kind: workflow
id: page
acts: { as: desk-robot }
steps: [{ id: note, task: Look at it, by: { role: desk-robot }, outcomes: { declined: continue, timed_out: continue } }]
input: { ticket: ticket }
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
input: { ticket: ticket }
`,
  },
};

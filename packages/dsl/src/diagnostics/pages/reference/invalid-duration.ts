import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const invalidDuration: DiagnosticPage = {
  code: 'DB3009',
  name: 'invalid-duration',
  severity: 'error',
  page: `A length of time is a number with a unit: \`30s\`, \`15m\`, \`4h\`, \`2d\`, or several from large to small, \`1h30m\`.`,
  bad: {
    'trigger.yaml': `kind: trigger
id: page
event: ticket.created
when: { ticket.age: { lt: 4 } }
start: page
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
when: { ticket.age: { lt: 4h } }
start: page
`,
    'workflow.yaml': `kind: workflow
id: page
acts: { as: desk-robot }
steps: [{ id: note, task: Look at it, by: { role: desk-robot }, outcomes: { declined: continue, timed_out: continue } }]
`,
  },
};

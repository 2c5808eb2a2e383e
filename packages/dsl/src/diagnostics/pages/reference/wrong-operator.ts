import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const wrongOperator: DiagnosticPage = {
  code: 'DB3004',
  name: 'wrong-operator',
  severity: 'error',
  page: `An operator is used on a fact whose type it says nothing about: text has no \`lt\`, a single value no \`has\`, and times are compared with \`before\`, \`after\`, \`within\` and \`older_than\`.`,
  bad: {
    'trigger.yaml': `kind: trigger
id: page
event: ticket.created
when: { ticket.labels: vpn }
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
when: { ticket.labels: { has: vpn } }
start: page
`,
    'workflow.yaml': `kind: workflow
id: page
acts: { as: desk-robot }
steps: [{ id: note, task: Look at it, by: { role: desk-robot }, outcomes: { declined: continue, timed_out: continue } }]
`,
  },
};

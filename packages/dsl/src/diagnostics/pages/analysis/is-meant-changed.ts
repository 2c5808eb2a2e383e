import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const isMeantChanged: DiagnosticPage = {
  code: 'DB8004',
  name: 'is-meant-changed',
  severity: 'warning',
  page: `A trigger on \`ticket.updated\` tests what a value is, so it starts again at every later update of the ticket, whatever that changed. \`changed\` starts it when the value becomes so.`,
  bad: {
    'trigger.yaml': `kind: trigger
id: page
event: ticket.updated
when: { ticket.priority: CRITICAL }
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
event: ticket.updated
changed: { ticket.priority: { to: CRITICAL } }
start: page
`,
    'workflow.yaml': `kind: workflow
id: page
acts: { as: desk-robot }
steps: [{ id: note, task: Look at it, by: { role: desk-robot }, outcomes: { declined: continue, timed_out: continue } }]
`,
  },
};

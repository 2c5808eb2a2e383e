import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const businessTime: DiagnosticPage = {
  code: 'DB3010',
  name: 'business-time',
  severity: 'error',
  page: `Business hours and days only mean something on a calendar. This version of Deskbook has no calendars, so it refuses business time rather than guess. Write clock time.`,
  bad: {
    'trigger.yaml': `kind: trigger
id: page
event: ticket.created
when: { ticket.age: { lt: 8 business hours } }
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
when: { ticket.age: { lt: 24h } }
start: page
`,
    'workflow.yaml': `kind: workflow
id: page
acts: { as: desk-robot }
steps: [{ id: note, task: Look at it, by: { role: desk-robot }, outcomes: { declined: continue, timed_out: continue } }]
`,
  },
};

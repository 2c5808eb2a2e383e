import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const wrongValue: DiagnosticPage = {
  code: 'DB3005',
  name: 'wrong-value',
  severity: 'error',
  page: `A value is not of the type that is wanted where it stands.`,
  bad: {
    'trigger.yaml': `kind: trigger
id: page
event: ticket.created
when: { requester.mfa: enrolled }
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
when: { requester.mfa: true }
start: page
`,
    'workflow.yaml': `kind: workflow
id: page
acts: { as: desk-robot }
steps: [{ id: note, task: Look at it, by: { role: desk-robot }, outcomes: { declined: continue, timed_out: continue } }]
`,
  },
};

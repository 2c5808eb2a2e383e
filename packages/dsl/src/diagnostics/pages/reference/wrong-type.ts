import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const wrongType: DiagnosticPage = {
  code: 'DB3007',
  name: 'wrong-type',
  severity: 'error',
  page: `A fact is passed or compared where one of another type is wanted. Ids are not interchangeable: a person is not an asset, and a text is never taken for an id.`,
  bad: {
    'trigger.yaml': `kind: trigger
id: page
event: ticket.created
when: { ticket.asset: '{{requester.id}}' }
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
when: { ticket.assignee: '{{requester.id}}' }
start: page
`,
    'workflow.yaml': `kind: workflow
id: page
acts: { as: desk-robot }
steps: [{ id: note, task: Look at it, by: { role: desk-robot }, outcomes: { declined: continue, timed_out: continue } }]
`,
  },
};

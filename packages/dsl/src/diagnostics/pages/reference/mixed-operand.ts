import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const mixedOperand: DiagnosticPage = {
  code: 'DB3013',
  name: 'mixed-operand',
  severity: 'error',
  page: `A fact is compared with a literal or with exactly one \`{{path}}\`. Text around an expression is never put together inside a condition, and a pattern is never taken out of a fact.`,
  bad: {
    'trigger.yaml': `kind: trigger
id: page
event: ticket.created
when: { ticket.summary: 'about {{requester.name}}' }
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

import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const invalidExpression: DiagnosticPage = {
  code: 'DB3014',
  name: 'invalid-expression',
  severity: 'error',
  page: `A text has an expression in it that cannot be read.`,
  bad: {
    'trigger.yaml': `kind: trigger
id: page
event: ticket.created
start: page
with: { why: 'by {{#requester.name' }
`,
    'workflow.yaml': `kind: workflow
id: page
acts: { as: desk-robot }
steps: [{ id: note, task: Look at it, by: { role: desk-robot }, outcomes: { declined: continue, timed_out: continue } }]
input: { why: text }
`,
  },
  good: {
    'trigger.yaml': `kind: trigger
id: page
event: ticket.created
start: page
with: { why: 'by {{requester.name}}' }
`,
    'workflow.yaml': `kind: workflow
id: page
acts: { as: desk-robot }
steps: [{ id: note, task: Look at it, by: { role: desk-robot }, outcomes: { declined: continue, timed_out: continue } }]
input: { why: text }
`,
  },
};

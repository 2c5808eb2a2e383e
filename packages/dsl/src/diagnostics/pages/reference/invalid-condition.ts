import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const invalidCondition: DiagnosticPage = {
  code: 'DB3012',
  name: 'invalid-condition',
  severity: 'error',
  page: `A condition is a mapping from facts to what they must be, beside \`any\`, \`all\` and \`not\`. Empty ones are refused: what an empty \`any\` means is easily mistaken.`,
  bad: {
    'trigger.yaml': `kind: trigger
id: page
event: ticket.created
when: { ticket.age: { } }
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

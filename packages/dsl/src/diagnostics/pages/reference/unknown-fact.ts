import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const unknownFact: DiagnosticPage = {
  code: 'DB3002',
  name: 'unknown-fact',
  severity: 'error',
  page: `A path names no fact that can be read here. Facts are declared in \`facts\`, on top of a base vocabulary; each kind of definition adds its own roots, such as \`form\` or \`steps\`. A fact of type \`person\`, \`asset\` or \`ticket\` holds an id: to read further, declare a root.`,
  bad: {
    'trigger.yaml': `kind: trigger
id: page
event: ticket.created
when: { ticket.prioritty: HIGH }
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
when: { ticket.priority: HIGH }
start: page
`,
    'workflow.yaml': `kind: workflow
id: page
acts: { as: desk-robot }
steps: [{ id: note, task: Look at it, by: { role: desk-robot }, outcomes: { declined: continue, timed_out: continue } }]
`,
  },
};

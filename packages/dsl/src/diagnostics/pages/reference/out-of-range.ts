import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const outOfRange: DiagnosticPage = {
  code: 'DB3008',
  name: 'out-of-range',
  severity: 'error',
  page: `A number lies outside the bounds its field declares.`,
  bad: {
    'facts.yaml': `kind: facts
id: words
base: itil/1
ticket: { impact_score: { type: integer, min: 1, max: 5 } }
`,
    'trigger.yaml': `kind: trigger
id: page
event: ticket.created
when: { ticket.impact_score: { gte: 9 } }
start: page
`,
    'workflow.yaml': `kind: workflow
id: page
acts: { as: desk-robot }
steps: [{ id: note, task: Look at it, by: { role: desk-robot }, outcomes: { declined: continue, timed_out: continue } }]
`,
  },
  good: {
    'facts.yaml': `kind: facts
id: words
base: itil/1
ticket: { impact_score: { type: integer, min: 1, max: 5 } }
`,
    'trigger.yaml': `kind: trigger
id: page
event: ticket.created
when: { ticket.impact_score: { gte: 4 } }
start: page
`,
    'workflow.yaml': `kind: workflow
id: page
acts: { as: desk-robot }
steps: [{ id: note, task: Look at it, by: { role: desk-robot }, outcomes: { declined: continue, timed_out: continue } }]
`,
  },
};

import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const invalidPattern: DiagnosticPage = {
  code: 'DB3011',
  name: 'invalid-pattern',
  severity: 'error',
  page: `A pattern is not a regular expression of RE2. RE2 matches in linear time whatever the text; it has no look-around and no back-references.`,
  bad: {
    'trigger.yaml': `kind: trigger
id: page
event: ticket.created
when: { ticket.summary: { matches: '(?=vpn)' } }
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
when: { ticket.summary: { matches: '(?i)vpn' } }
start: page
`,
    'workflow.yaml': `kind: workflow
id: page
acts: { as: desk-robot }
steps: [{ id: note, task: Look at it, by: { role: desk-robot }, outcomes: { declined: continue, timed_out: continue } }]
`,
  },
};

import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const duplicateId: DiagnosticPage = {
  code: 'DB3021',
  name: 'duplicate-id',
  severity: 'error',
  page: `Two definitions of one kind, or two entries of one list, have the same id. Nothing that names it could know which is meant.`,
  bad: {
    'a.yaml': `kind: workflow
id: page
acts: { as: desk-robot }
steps: [{ id: note, task: Look at it, by: { role: desk-robot }, outcomes: { declined: continue, timed_out: continue } }]
`,
    'b.yaml': `kind: workflow
id: page
acts: { as: desk-robot }
steps: [{ id: note, task: Look at it, by: { role: desk-robot }, outcomes: { declined: continue, timed_out: continue } }]
`,
  },
  good: {
    'a.yaml': `kind: workflow
id: page
acts: { as: desk-robot }
steps: [{ id: note, task: Look at it, by: { role: desk-robot }, outcomes: { declined: continue, timed_out: continue } }]
`,
    'b.yaml': `kind: workflow
id: other
acts: { as: desk-robot }
steps: [{ id: note, task: Look at it, by: { role: desk-robot }, outcomes: { declined: continue, timed_out: continue } }]
`,
  },
};

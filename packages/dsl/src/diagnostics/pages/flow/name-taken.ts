import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const nameTaken: DiagnosticPage = {
  code: 'DB4022',
  name: 'name-taken',
  severity: 'error',
  page: `The items of an \`each\` are called by a name that already means something in the workflow, such as \`person\` or \`ticket\`. Two things cannot be read under one name: call the items something else.`,
  bad: {
    'workflow.yaml': `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - id: all
    each: { in: '{{ticket.watchers}}', as: person }
    steps: [{ id: call, task: Call, by: { role: desk-robot }, outcomes: { declined: hold } }]
    outcomes: { some_failed: hold, all_failed: hold }
`,
  },
  good: {
    'workflow.yaml': `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - id: all
    each: { in: '{{ticket.watchers}}', as: watcher }
    steps: [{ id: call, task: Call, by: { role: desk-robot }, outcomes: { declined: hold } }]
    outcomes: { some_failed: hold, all_failed: hold }
`,
  },
};

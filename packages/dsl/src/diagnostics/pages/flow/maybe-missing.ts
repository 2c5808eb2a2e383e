import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const maybeMissing: DiagnosticPage = {
  code: 'DB4009',
  name: 'maybe-missing',
  severity: 'error',
  page: `A value is read from a step that may not have given it: the step is skipped on some way, stands in another branch, ended otherwise, or has not surely finished by then. The run would be held there. Read it only where it is there: put the reading step behind the same condition, or write \`when: { steps.<id>.<field>: { known: true } }\`.`,
  bad: {
    'workflow.yaml': `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - id: find-out
    task: Which role
    by: { role: desk-robot }
    form: { role: text }
    when: { ticket.priority: { known: true } }
    outcomes: { declined: hold }
  - { id: say, do: helpdesk.comment, with: { ticket: '{{ticket.id}}', text: 'Your role is {{steps.find-out.role}}.' } }
`,
    'access.yaml': `kind: access
id: grants
roles: { staff: { from: { group: Staff } } }
grants:
  - { id: desk, role: desk-robot, allow: [helpdesk.comment] }
  - { id: all, role: staff, ask: [helpdesk.comment] }
`,
  },
  good: {
    'workflow.yaml': `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - id: find-out
    task: Which role
    by: { role: desk-robot }
    form: { role: text }
    outcomes: { declined: hold }
  - { id: say, do: helpdesk.comment, with: { ticket: '{{ticket.id}}', text: 'Your role is {{steps.find-out.role}}.' } }
`,
    'access.yaml': `kind: access
id: grants
roles: { staff: { from: { group: Staff } } }
grants:
  - { id: desk, role: desk-robot, allow: [helpdesk.comment] }
  - { id: all, role: staff, ask: [helpdesk.comment] }
`,
  },
};

import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const triggerLoop: DiagnosticPage = {
  code: 'DB8501',
  name: 'trigger-loop',
  severity: 'warning',
  page: `A trigger takes what the desk itself did for an event, and a step of what it starts makes such an event again. It is cut after so many hops, but every one of them is a comment or a change people see. Leave \`own_events\` at \`ignore\`, or give the trigger a condition that its own doing does not meet.`,
  bad: {
    'trigger.yaml': `kind: trigger
id: comment-answers
event: ticket.commented
start: answer
own_events: allow
`,
    'workflow.yaml': `kind: workflow
id: answer
acts: { as: desk-robot }
steps:
  - { id: say, do: helpdesk.comment, with: { ticket: '{{ticket.id}}', text: Thank you. } }
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
    'trigger.yaml': `kind: trigger
id: comment-answers
event: ticket.commented
start: answer
`,
    'workflow.yaml': `kind: workflow
id: answer
acts: { as: desk-robot }
steps:
  - { id: say, do: helpdesk.comment, with: { ticket: '{{ticket.id}}', text: Thank you. } }
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

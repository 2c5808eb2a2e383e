import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const outsideOffer: DiagnosticPage = {
  code: 'DB5005',
  name: 'outside-offer',
  severity: 'error',
  page: `What people help themselves to can do what its offer names under \`may_touch\`, and nothing else: an action that is not named is refused, whatever else is granted. The workflow it starts, or one that this runs, always performs an action that is not named.`,
  bad: {
    'service.yaml': `kind: service
id: access
title: Access for me
form: { sure: yes_no }
start: provision
may_touch: { actions: [database.grant] }
`,
    'workflow.yaml': `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - { id: grant, do: database.grant, with: { user: '{{requester.id}}' } }
  - { id: tell, do: helpdesk.comment, with: { ticket: '{{ticket.id}}', text: Done. } }
`,
    'action.yaml': `kind: action
id: database.grant
port: actions
input: { user: person }
output: { grant: text }
effect: write
undo: none
errors: [unavailable]
timeout: 1m
idempotent: by_key
`,
    'access.yaml': `kind: access
id: grants
roles: { staff: { from: { group: Staff } } }
grants:
  - { id: desk, role: desk-robot, allow: [database.grant, helpdesk.comment] }
  - { id: all, role: staff, ask: [database.grant, helpdesk.comment] }
`,
  },
  good: {
    'service.yaml': `kind: service
id: access
title: Access for me
form: { sure: yes_no }
start: provision
may_touch: { actions: [database.grant, helpdesk.comment] }
`,
    'workflow.yaml': `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - { id: grant, do: database.grant, with: { user: '{{requester.id}}' } }
  - { id: tell, do: helpdesk.comment, with: { ticket: '{{ticket.id}}', text: Done. } }
`,
    'action.yaml': `kind: action
id: database.grant
port: actions
input: { user: person }
output: { grant: text }
effect: write
undo: none
errors: [unavailable]
timeout: 1m
idempotent: by_key
`,
    'access.yaml': `kind: access
id: grants
roles: { staff: { from: { group: Staff } } }
grants:
  - { id: desk, role: desk-robot, allow: [database.grant, helpdesk.comment] }
  - { id: all, role: staff, ask: [database.grant, helpdesk.comment] }
`,
  },
};

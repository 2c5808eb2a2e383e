import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const undoLeavesBehind: DiagnosticPage = {
  code: 'DB4020',
  name: 'undo-leaves-behind',
  severity: 'info',
  page: `\`undo: all\` stands where something has been done that cannot be taken back: its action says \`undo: none\`. The rest is undone and this is left. Give the action an undo, or do this step later.`,
  bad: {
    'workflow.yaml': `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - { id: mend, do: database.grant, with: { user: '{{requester.id}}' } }
  - { id: test, task: Test it, by: { role: desk-robot }, outcomes: { declined: { undo: all, end: undone } } }
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
  - { id: desk, role: desk-robot, allow: [database.grant] }
  - { id: all, role: staff, ask: [database.grant] }
`,
  },
  good: {
    'workflow.yaml': `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - { id: mend, do: database.grant, with: { user: '{{requester.id}}' } }
  - { id: test, task: Test it, by: { role: desk-robot }, outcomes: { declined: { undo: all, end: undone } } }
`,
    'action.yaml': `kind: action
id: database.grant
port: actions
input: { user: person }
output: { grant: text }
effect: write
undo: { do: database.revoke, with: { grant: '{{output.grant}}' }, exact: true }
errors: [unavailable]
timeout: 1m
idempotent: by_key
`,
    'revoke.yaml': `kind: action
id: database.revoke
port: actions
input: { grant: text }
output: {}
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
  - { id: desk, role: desk-robot, allow: [database.grant, database.revoke] }
  - { id: all, role: staff, ask: [database.grant] }
`,
  },
};

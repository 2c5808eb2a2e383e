import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const nobodyMayAct: DiagnosticPage = {
  code: 'DB5001',
  name: 'nobody-may-act',
  severity: 'error',
  page: `The desk acts with the rights of the role in \`acts\`, and no grant of that role, or of one it includes, covers this action; or a denial without a condition forbids it. The step would be denied in every run. Grant it, or let a person do it with a \`task\`.`,
  bad: {
    'workflow.yaml': `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - { id: grant, do: database.grant, with: { user: '{{requester.id}}' } }
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
  },
  good: {
    'workflow.yaml': `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - { id: grant, do: database.grant, with: { user: '{{requester.id}}' } }
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
};

import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const nobodyMayAsk: DiagnosticPage = {
  code: 'DB5002',
  name: 'nobody-may-ask',
  severity: 'error',
  page: `The workflow acts for a person, who must be allowed to have this action done, and no grant lets anybody ask for it. The step would be denied whoever asks. Write it under \`ask\` of a grant.`,
  bad: {
    'workflow.yaml': `kind: workflow
id: provision
acts: { as: desk-robot, for: requester }
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
grants: [{ id: desk, role: desk-robot, allow: [database.grant] }]
`,
  },
  good: {
    'workflow.yaml': `kind: workflow
id: provision
acts: { as: desk-robot, for: requester }
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

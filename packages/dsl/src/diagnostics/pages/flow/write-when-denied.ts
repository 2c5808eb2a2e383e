import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const writeWhenDenied: DiagnosticPage = {
  code: 'DB4019',
  name: 'write-when-denied',
  severity: 'error',
  page: `A decision of the workflow can deny the request, or lack what it needs to decide, and from there a step that changes something is still reached. What is denied has no effect; what cannot be decided is not allowed.`,
  bad: {
    'workflow.yaml': `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - { id: verdict, decide: access-request, outcomes: { DENIED: continue, MISSING: hold } }
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
    'decision.yaml': `kind: decision
id: access-request
hit: first
sets: { decision: decision }
rules:
  - { id: mail, when: { ticket.category: access }, then: { decision: DENIED } }
  - { id: rest, otherwise: true, then: { decision: ALLOWED } }
`,
  },
  good: {
    'workflow.yaml': `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - { id: verdict, decide: access-request, outcomes: { DENIED: { end: denied }, MISSING: hold } }
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
    'decision.yaml': `kind: decision
id: access-request
hit: first
sets: { decision: decision }
rules:
  - { id: mail, when: { ticket.category: access }, then: { decision: DENIED } }
  - { id: rest, otherwise: true, then: { decision: ALLOWED } }
`,
  },
};

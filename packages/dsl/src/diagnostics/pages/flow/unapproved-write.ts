import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const unapprovedWrite: DiagnosticPage = {
  code: 'DB4018',
  name: 'unapproved-write',
  severity: 'error',
  page: `A decision of the workflow can say \`REQUIRES_APPROVAL\`, and from there a step that changes something is reached without an approval having been given. The approval must stand on every way to it. What only tells people, such as mail and the help desk's own comments, is not meant.`,
  bad: {
    'workflow.yaml': `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - { id: verdict, decide: access-request, outcomes: { REQUIRES_APPROVAL: continue, MISSING: hold } }
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
  - { id: mail, when: { ticket.category: access }, then: { decision: REQUIRES_APPROVAL } }
  - { id: rest, otherwise: true, then: { decision: ALLOWED } }
`,
  },
  good: {
    'workflow.yaml': `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - id: verdict
    decide: access-request
    outcomes: { REQUIRES_APPROVAL: { steps: [{ id: ask, approve: data-access, outcomes: { expired: { end: expired } } }] }, MISSING: hold }
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
  - { id: mail, when: { ticket.category: access }, then: { decision: REQUIRES_APPROVAL } }
  - { id: rest, otherwise: true, then: { decision: ALLOWED } }
`,
    'approval.yaml': `kind: approval
id: data-access
question: May this be done?
seats: [{ role: owners }]
within: 48h
`,
    'roles.yaml': `kind: access
id: owners
roles: { owners: { from: { group: Owners } } }
`,
  },
};

import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const shutDoor: DiagnosticPage = {
  code: 'DB8502',
  name: 'shut-door',
  severity: 'warning',
  page: `People are offered something that is denied to every one of them: the facts that make them eligible are those for which a denial holds at a step that is always taken. Leave them out of \`eligible\`, or let the denial leave this out.`,
  bad: {
    'service.yaml': `kind: service
id: access
title: Access for me
form: { sure: yes_no }
start: provision
may_touch: { actions: [database.grant] }
eligible: { requester.employment: { in: [employee, contractor] } }
`,
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
denials: [{ id: no-contractors, role: staff, deny: [database.*], when: { subject.employment: contractor } }]
grants:
  - { id: desk, role: desk-robot, allow: [database.grant] }
  - { id: all, role: staff, ask: [database.grant] }
`,
  },
  good: {
    'service.yaml': `kind: service
id: access
title: Access for me
form: { sure: yes_no }
start: provision
may_touch: { actions: [database.grant] }
eligible: { requester.employment: employee }
`,
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
denials: [{ id: no-contractors, role: staff, deny: [database.*], when: { subject.employment: contractor } }]
grants:
  - { id: desk, role: desk-robot, allow: [database.grant] }
  - { id: all, role: staff, ask: [database.grant] }
`,
  },
};

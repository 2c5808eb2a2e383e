import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const checkThatWrites: DiagnosticPage = {
  code: 'DB4017',
  name: 'check-that-writes',
  severity: 'error',
  page: `A check only looks. It may be made again and again, and before anybody was asked, so its action has \`effect: read\`.`,
  bad: {
    'workflow.yaml': `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - { id: quiet, wait: { until: { check: database.grant, with: { user: '{{requester.id}}' }, when: { check.grant: { known: true } } }, every: 5m } }
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
  - { id: quiet, wait: { until: { check: device.look, with: { asset: '{{ticket.asset}}' }, when: { check.state: quiet } }, every: 5m } }
`,
    'action.yaml': `kind: action
id: device.look
port: actions
input: { asset: asset }
output: { state: text }
effect: read
errors: [unavailable]
timeout: 1m
idempotent: always
`,
    'access.yaml': `kind: access
id: grants
roles: { staff: { from: { group: Staff } } }
grants:
  - { id: desk, role: desk-robot, allow: [device.look] }
  - { id: all, role: staff, ask: [device.look] }
`,
  },
};

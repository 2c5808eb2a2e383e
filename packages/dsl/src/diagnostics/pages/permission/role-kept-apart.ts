import type { DiagnosticPage } from '../../diagnostic-page.ts';

const files = {
  'approval.yaml': `kind: approval
id: agreed
question: Is this in order?
seats: [{ role: managers }]
within: 4h
`,
  'action.yaml': `kind: action
id: service.failover
port: actions
input: { service: text }
output: {}
effect: write
undo: none
errors: [unavailable]
timeout: 1m
idempotent: by_key
`,
};

const access = (rules: string): string => `kind: access
id: staff
roles:
  staff: { from: { group: Staff } }
  on-call: { from: { schedule: nights }, includes: [staff] }
  auditors: { from: { group: Auditors } }
  admins: { from: { group: Admins } }
  managers: { from: { group: Managers } }
${rules}
`;

export const roleKeptApart: DiagnosticPage = {
  code: 'DB5025',
  name: 'role-kept-apart',
  severity: 'error',
  page: `A temporary role would be held together with another that a separation of duties keeps apart \`always\`. Separation is never overridden: while both are held, everything is denied.`,
  bad: {
    ...files,
    'access.yaml': access(`separation: [{ id: audit, apart: [admins, auditors], always: true }]
temporary: [{ id: admin-for-a-while, role: admins, for: auditors, approval: agreed, at_most: 4h }]`),
  },
  good: {
    ...files,
    'access.yaml': access(`separation: [{ id: audit, apart: [admins, auditors], always: true }]
temporary: [{ id: admin-for-a-while, role: admins, for: on-call, approval: agreed, at_most: 4h }]`),
  },
};

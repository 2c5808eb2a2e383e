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

export const idleTemporaryRole: DiagnosticPage = {
  code: 'DB5021',
  name: 'idle-temporary-role',
  severity: 'warning',
  page: `Everybody who may ask for this temporary role has it for good already, by a role that includes it. It gives nobody anything. Name the role of those who lack it under \`for\`.`,
  bad: {
    ...files,
    'access.yaml': access(
      `temporary: [{ id: admin-for-a-while, role: staff, for: on-call, approval: agreed, at_most: 4h }]`,
    ),
  },
  good: {
    ...files,
    'access.yaml': access(
      `temporary: [{ id: admin-for-a-while, role: admins, for: on-call, approval: agreed, at_most: 4h }]`,
    ),
  },
};

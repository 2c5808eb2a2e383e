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

export const longBrokenGlass: DiagnosticPage = {
  code: 'DB5022',
  name: 'long-broken-glass',
  severity: 'warning',
  page: `Breaking the glass is for the minutes in which nobody can be asked. What lasts longer than a day can be asked for: a \`temporary\` role, which somebody approves beforehand.`,
  bad: {
    ...files,
    'access.yaml': access(
      `break_glass: [{ id: emergency, role: on-call, allow: [service.failover], at_most: 7d, review: agreed }]`,
    ),
  },
  good: {
    ...files,
    'access.yaml': access(
      `break_glass: [{ id: emergency, role: on-call, allow: [service.failover], at_most: 60m, review: agreed }]`,
    ),
  },
};

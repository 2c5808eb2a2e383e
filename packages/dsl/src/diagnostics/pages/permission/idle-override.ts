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

export const idleOverride: DiagnosticPage = {
  code: 'DB5023',
  name: 'idle-override',
  severity: 'warning',
  page: `The glass is broken against a denial that is about other actions than it allows. The denial would not have stood in the way. A denial that is overridden without need is one that a reader thinks weaker than it is.`,
  bad: {
    ...files,
    'access.yaml': access(`denials: [{ id: no-mail, role: staff, deny: [mail.send] }]
break_glass: [{ id: emergency, role: on-call, allow: [service.failover], overrides: [no-mail], at_most: 60m, review: agreed }]`),
  },
  good: {
    ...files,
    'access.yaml': access(`denials: [{ id: no-mail, role: staff, deny: [service.*] }]
break_glass: [{ id: emergency, role: on-call, allow: [service.failover], overrides: [no-mail], at_most: 60m, review: agreed }]`),
  },
};

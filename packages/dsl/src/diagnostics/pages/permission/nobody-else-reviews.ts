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

const access = (reviewers: string): string => `kind: access
id: staff
roles: { on-call: { from: { people: [paul] } }, managers: { from: { people: [${reviewers}] } } }
break_glass: [{ id: emergency, role: on-call, allow: [service.failover], at_most: 60m, review: agreed }]
`;

export const nobodyElseReviews: DiagnosticPage = {
  code: 'DB5024',
  name: 'nobody-else-reviews',
  severity: 'error',
  page: `Whoever breaks the glass does not review it, and here the only person who could is one who may break it. The review would wait for ever. Give the approval a seat for somebody else.`,
  bad: {
    ...files,
    'access.yaml': access('paul'),
  },
  good: {
    ...files,
    'access.yaml': access('paul, bea'),
  },
};

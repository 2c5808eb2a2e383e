import type { DiagnosticPage } from '../../diagnostic-page.ts';

const files = {
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
};

const access = (role: string): string => `kind: access
id: grants
roles: { staff: { from: { group: Staff } } }
grants:
  - { id: desk, role: desk-robot, allow: [database.grant] }
  - { id: all, role: staff, ask: [database.grant] }
denials: [{ id: no-mfa, role: ${role}, deny: [database.*], when: { subject.mfa: false } }]
`;

export const deniesTheDesk: DiagnosticPage = {
  code: 'DB5006',
  name: 'denies-the-desk',
  severity: 'warning',
  page: `A denial for \`anyone\` is for the desk itself too, and this one asks about facts that only people have. Of the desk they are never known, and a denial that is undecided holds: the desk may never do what its workflows do. Name the role of the people whom the denial is about. They are asked as well wherever the desk acts for them.`,
  bad: { ...files, 'access.yaml': access('anyone') },
  good: { ...files, 'access.yaml': access('staff') },
};

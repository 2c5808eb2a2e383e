import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const roleNobodyFills: DiagnosticPage = {
  code: 'DB5003',
  name: 'role-nobody-fills',
  severity: 'error',
  page: `Somebody with this role is to approve something, to do something or to be given something for a while, and nobody can have it: it comes from no group, fact, schedule or list of people, and no role that does includes it. Say where its people come from with \`from\`.`,
  bad: {
    'approval.yaml': `kind: approval
id: data-access
question: May this be done?
seats: [{ role: owners }]
within: 48h
`,
    'roles.yaml': `kind: access
id: owners
roles: { owners: { title: Data owners } }
`,
  },
  good: {
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

import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const roleCycle: DiagnosticPage = {
  code: 'DB3036',
  name: 'role-cycle',
  severity: 'error',
  page: `A role includes itself, directly or through others. Whoever has one of them would have them all, which is hardly ever meant.`,
  bad: `kind: access
id: people
roles: { dba: { from: { people: [dora] }, includes: [auditor] }, auditor: { from: { people: [alma] }, includes: [dba] } }
`,
  good: `kind: access
id: people
roles: { dba: { from: { people: [dora] }, includes: [auditor] }, auditor: { from: { people: [alma] } } }
`,
};

import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const unknownAction: DiagnosticPage = {
  code: 'DB3030',
  name: 'unknown-action',
  severity: 'error',
  page: `A grant, denial or service speaks of an action that nobody declares. It would protect and allow nothing. Patterns end in one \`*\` and must cover some action; starting a workflow by hand is the action \`start:\` and its id.`,
  bad: `kind: access
id: people
roles: { dba: { from: { people: [dora] } }, auditor: { from: { people: [alma] } } }
grants: [{ id: g, role: dba, allow: [databse.*] }]
`,
  good: `kind: access
id: people
roles: { dba: { from: { people: [dora] } }, auditor: { from: { people: [alma] } } }
grants: [{ id: g, role: dba, allow: [helpdesk.*] }]
`,
};

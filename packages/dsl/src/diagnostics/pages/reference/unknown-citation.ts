import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const unknownCitation: DiagnosticPage = {
  code: 'DB3022',
  name: 'unknown-citation',
  severity: 'error',
  page: `A rule cites a paragraph that its policy document does not have. A heading is cited by its text in lower case with dashes, a paragraph that begins with a letter or number by that after a dot: \`access-policy#authorization.a\`.`,
  bad: {
    'access.yaml': `kind: access
id: people
roles: { dba: { from: { people: [dora] } }, auditor: { from: { people: [alma] } } }
grants: [{ id: g, role: dba, allow: [mail.send], cites: [access-policy#authorization.b] }]
`,
    'policies/access-policy.md': `---
kind: policy
id: access-policy
title: Access policy
version: 1.0.0
---
# Access policy

## Authorization

(a) Ask first.
`,
  },
  good: {
    'access.yaml': `kind: access
id: people
roles: { dba: { from: { people: [dora] } }, auditor: { from: { people: [alma] } } }
grants: [{ id: g, role: dba, allow: [mail.send], cites: [access-policy#authorization.a] }]
`,
    'policies/access-policy.md': `---
kind: policy
id: access-policy
title: Access policy
version: 1.0.0
---
# Access policy

## Authorization

(a) Ask first.
`,
  },
};

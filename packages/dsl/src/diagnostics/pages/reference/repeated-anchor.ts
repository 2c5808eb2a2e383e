import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const repeatedAnchor: DiagnosticPage = {
  code: 'DB3023',
  name: 'repeated-anchor',
  severity: 'error',
  page: `Two headings or paragraphs of one policy document would be cited by the same name, so that a citation could mean either.`,
  bad: {
    'policies/access-policy.md': `---
kind: policy
id: access-policy
title: Access policy
version: 1.0.0
---
# Access policy

## Authorization

(a) Ask first.

(a) And again.
`,
  },
  good: {
    'policies/access-policy.md': `---
kind: policy
id: access-policy
title: Access policy
version: 1.0.0
---
# Access policy

## Authorization

(a) Ask first.

(b) And again.
`,
  },
};

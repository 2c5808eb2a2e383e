import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const frontMatter: DiagnosticPage = {
  code: 'DB1022',
  name: 'front-matter',
  severity: 'error',
  page: 'A policy document or a template begins with its front matter: YAML between two lines of `---`. Without it nobody knows what the text is.',
  bad: {
    'policies/access.md': `# Access policy
`,
  },
  good: {
    'policies/access.md': `---
kind: policy
id: access
title: Access policy
version: 1.0.0
---
# Access policy
`,
  },
};

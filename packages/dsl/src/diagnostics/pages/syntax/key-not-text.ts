import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const keyNotText: DiagnosticPage = {
  code: 'DB1012',
  name: 'key-not-text',
  severity: 'error',
  page: 'A key is a word or a text on one line. Lists, mappings and nothing at all cannot be keys, and neither can `__proto__`.',
  bad: {
    'bundle.yaml': `kind: bundle
id: acme
version: 1.0.0
language: 1
settings: { languages: [en] }
robot: { role: desk-robot }
values: { [a, b]: 1 }
`,
  },
  good: {
    'bundle.yaml': `kind: bundle
id: acme
version: 1.0.0
language: 1
settings: { languages: [en] }
robot: { role: desk-robot }
values: { a: 1, b: 1 }
`,
  },
};

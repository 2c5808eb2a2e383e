import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const notANumber: DiagnosticPage = {
  code: 'DB1014',
  name: 'not-a-number',
  severity: 'error',
  page: '`.inf` and `.nan` are no values of this language, which has the numbers that JSON has.',
  bad: {
    'bundle.yaml': `kind: bundle
id: acme
version: 1.0.0
language: 1
settings: { languages: [en] }
robot: { role: desk-robot }
values: { limit: .inf }
`,
  },
  good: {
    'bundle.yaml': `kind: bundle
id: acme
version: 1.0.0
language: 1
settings: { languages: [en] }
robot: { role: desk-robot }
values: { limit: 1000000 }
`,
  },
};

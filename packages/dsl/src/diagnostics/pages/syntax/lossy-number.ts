import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const lossyNumber: DiagnosticPage = {
  code: 'DB1008',
  name: 'lossy-number',
  severity: 'error',
  page: 'Leading zeros, and digits beyond what a number can hold, are lost when a number is read. Put the digits in quotes; a number in the language has neither.',
  bad: {
    'bundle.yaml': `kind: bundle
id: acme
version: 1.0.0
language: 1
settings: { languages: [en] }
robot: { role: desk-robot }
values: { extension: 0042 }
`,
  },
  good: {
    'bundle.yaml': `kind: bundle
id: acme
version: 1.0.0
language: 1
settings: { languages: [en] }
robot: { role: desk-robot }
values: { extension: '0042' }
`,
  },
};

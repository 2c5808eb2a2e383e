import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const notYet: DiagnosticPage = {
  code: 'DB2010',
  name: 'not-yet',
  severity: 'error',
  page: 'The key belongs to the language, and this version of Deskbook cannot honour it. Rather than ignore it, it is refused.',
  bad: {
    'bundle.yaml': `kind: bundle
id: acme
version: 1.0.0
language: 1
settings: { languages: [en] }
robot: { role: desk-robot }
connectors: { jamf: 1 }
`,
  },
  good: {
    'bundle.yaml': `kind: bundle
id: acme
version: 1.0.0
language: 1
settings: { languages: [en] }
robot: { role: desk-robot }
`,
  },
};

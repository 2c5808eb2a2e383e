import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const tag: DiagnosticPage = {
  code: 'DB1010',
  name: 'tag',
  severity: 'error',
  page: "Tags such as `!!str` or `!secret` are not part of this language: a value's type follows from how it is written and where it stands.",
  bad: {
    'bundle.yaml': `kind: bundle
id: acme
version: 1.0.0
language: 1
settings: { languages: [en] }
robot: { role: desk-robot }
values: { extension: !!str 42 }
`,
  },
  good: {
    'bundle.yaml': `kind: bundle
id: acme
version: 1.0.0
language: 1
settings: { languages: [en] }
robot: { role: desk-robot }
values: { extension: '42' }
`,
  },
};

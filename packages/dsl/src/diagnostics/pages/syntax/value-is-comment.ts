import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const valueIsComment: DiagnosticPage = {
  code: 'DB1004',
  name: 'value-is-comment',
  severity: 'error',
  page: 'A `#` after a space begins a comment, so a value such as `#eng-oncall` is nothing at all. Put it in quotes.',
  bad: {
    'bundle.yaml': `kind: bundle
id: acme
version: 1.0.0
language: 1
settings: { languages: [en] }
robot: { role: desk-robot }
values:
  channel: #eng-oncall
`,
  },
  good: {
    'bundle.yaml': `kind: bundle
id: acme
version: 1.0.0
language: 1
settings: { languages: [en] }
robot: { role: desk-robot }
values:
  channel: '#eng-oncall'
`,
  },
};

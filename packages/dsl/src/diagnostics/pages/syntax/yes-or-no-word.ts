import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const yesOrNoWord: DiagnosticPage = {
  code: 'DB1007',
  name: 'yes-or-no-word',
  severity: 'warning',
  page: '`yes`, `no`, `on`, `off`, `y` and `n` are texts in YAML 1.2, and truth values to older readers. Write `true` or `false`, or put the word in quotes where the text is meant.',
  bad: {
    'bundle.yaml': `kind: bundle
id: acme
version: 1.0.0
language: 1
settings: { languages: [en] }
robot: { role: desk-robot }
values: { urgent: yes }
`,
  },
  good: {
    'bundle.yaml': `kind: bundle
id: acme
version: 1.0.0
language: 1
settings: { languages: [en] }
robot: { role: desk-robot }
values: { urgent: true }
`,
  },
};

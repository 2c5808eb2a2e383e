import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const neverOpen: DiagnosticPage = {
  code: 'DB3062',
  name: 'never-open',
  severity: 'error',
  page: `A calendar has no hours at all, so no business time ever passes on it and nothing would ever be due. Say when people work, or write \`hours: always\`.`,
  bad: {
    'bundle.yaml': `kind: bundle
id: example
version: 1.0.0
language: 1
settings: { languages: [en], calendar: berlin-office }
robot: { role: desk-robot }
`,
    'calendar.yaml': `kind: calendar
id: berlin-office
zone: Europe/Berlin
hours: { mon-fri: [] }
`,
  },
  good: {
    'bundle.yaml': `kind: bundle
id: example
version: 1.0.0
language: 1
settings: { languages: [en], calendar: berlin-office }
robot: { role: desk-robot }
`,
    'calendar.yaml': `kind: calendar
id: berlin-office
zone: Europe/Berlin
hours: always
`,
  },
};

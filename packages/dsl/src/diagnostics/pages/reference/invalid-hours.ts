import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const invalidHours: DiagnosticPage = {
  code: 'DB3060',
  name: 'invalid-hours',
  severity: 'error',
  page: `The hours of a calendar cannot be read, or say two things of one moment: a range that does not exist on a clock, two that overlap, or a weekday that has its hours twice. Hours after midnight belong to the day on which they begin: \`22:00-06:00\`.`,
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
hours: { mon-thu: [08:00-12:00, 12:30-17:00], thu: [08:00-12:00, 11:30-15:00] }
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
hours: { mon-thu: [08:00-12:00, 12:30-17:00], fri: [08:00-15:00] }
`,
  },
};

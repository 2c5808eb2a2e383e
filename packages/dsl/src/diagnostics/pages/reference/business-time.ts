import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const businessTime: DiagnosticPage = {
  code: 'DB3010',
  name: 'business-time',
  severity: 'error',
  page: `Business hours and days only mean something on a calendar: define one and name it in \`settings\`. They stand where people are given time. Where machines wait, and where ages are compared, time is counted by the clock.`,
  bad: `kind: approval
id: lead
question: May they?
seats: [{ role: desk-robot }]
within: 2 business days
`,
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
    'approval.yaml': `kind: approval
id: lead
question: May they?
seats: [{ role: desk-robot }]
within: 2 business days
`,
  },
};

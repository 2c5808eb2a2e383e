import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const businessDaysMeant: DiagnosticPage = {
  code: 'DB8020',
  name: 'business-days-meant',
  severity: 'warning',
  page: `A length of time is written in business hours that make whole days of 24 hours, and a working day has fewer: 48 business hours are a working week and more. Probably clock time is meant, or business days.`,
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
hours: { mon-thu: [08:00-12:00, 12:30-17:00], fri: [08:00-15:00] }
`,
    'approval.yaml': `kind: approval
id: lead
question: May they?
seats: [{ role: desk-robot }]
within: 48 business hours
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
    'approval.yaml': `kind: approval
id: lead
question: May they?
seats: [{ role: desk-robot }]
within: 2 business days
`,
  },
};

import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const invalidFeed: DiagnosticPage = {
  code: 'DB3061',
  name: 'invalid-feed',
  severity: 'error',
  page: `Holidays come from a file in which there are none: it is no iCalendar file, it is too large for one, or it has no whole-day event. Take the file as the publisher offers it, and put it into the folder of the bundle.`,
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
holidays: [{ ics: holidays.ics }]
`,
    'holidays.ics': `Good Friday: 2026-04-03
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
holidays: [{ ics: holidays.ics }]
`,
    'holidays.ics': `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//holidays//EN
BEGIN:VEVENT
UID:1
SUMMARY:Good Friday
DTSTART;VALUE=DATE:20260403
END:VEVENT
END:VCALENDAR
`,
  },
};

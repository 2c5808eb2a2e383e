import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const holidaysEnd: DiagnosticPage = {
  code: 'DB8023',
  name: 'holidays-end',
  severity: 'warning',
  page: `The holidays of a calendar come from a feed that ends, and the bundle speaks of a day after its end. Due times after the end take no holiday into account and say so. Put a newer file of the feed into the bundle.`,
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
holidays: [{ ics: holidays.ics }, { date: '2027-12-31', hours: [08:00-12:00] }]
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
holidays: [{ ics: holidays.ics }, { date: '2026-12-31', hours: [08:00-12:00] }]
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

import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const skippedEvent: DiagnosticPage = {
  code: 'DB8024',
  name: 'skipped-event',
  severity: 'warning',
  page: `An event of a feed of holidays is left out: it has a time of day, a date that does not exist, or repeats in a way that is not followed. The calendar is open then. Take it out of the feed, or write its day as a \`date\` beside the feed.`,
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
    'holidays.ics': `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//holidays//EN
BEGIN:VEVENT
UID:1
SUMMARY:Good Friday
DTSTART;VALUE=DATE:20260403
END:VEVENT
BEGIN:VEVENT
UID:2
SUMMARY:Summer party
DTSTART:20260703T140000
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

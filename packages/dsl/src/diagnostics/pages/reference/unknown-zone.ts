import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const unknownZone: DiagnosticPage = {
  code: 'DB3039',
  name: 'unknown-zone',
  severity: 'error',
  page: `Mails and reports are written, or people work, in a time zone that does not exist. Write the IANA name of the zone your people live in.`,
  bad: {
    'bundle.yaml': `kind: bundle
id: example
version: 1.0.0
language: 1
settings: { languages: [en], zone: Europe/Berlinn }
robot: { role: desk-robot }
`,
    'robot.yaml': `kind: access
id: robot
roles: { desk-robot: { from: given } }
`,
  },
  good: {
    'bundle.yaml': `kind: bundle
id: example
version: 1.0.0
language: 1
settings: { languages: [en], zone: Europe/Berlin }
robot: { role: desk-robot }
`,
    'robot.yaml': `kind: access
id: robot
roles: { desk-robot: { from: given } }
`,
  },
};

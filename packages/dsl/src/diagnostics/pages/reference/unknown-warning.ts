import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const unknownWarning: DiagnosticPage = {
  code: 'DB3034',
  name: 'unknown-warning',
  severity: 'error',
  page: `The bundle switches off a warning that does not exist, or something that is an error. Errors cannot be switched off.`,
  bad: {
    'bundle.yaml': `kind: bundle
id: example
version: 1.0.0
language: 1
settings: { languages: [en] }
robot: { role: desk-robot }
warnings: { unknown-fact: we know better }
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
settings: { languages: [en] }
robot: { role: desk-robot }
warnings: { unused-definition: kept for next year }
`,
    'robot.yaml': `kind: access
id: robot
roles: { desk-robot: { from: given } }
`,
  },
};

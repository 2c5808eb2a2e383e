import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const oneBundle: DiagnosticPage = {
  code: 'DB3035',
  name: 'one-bundle',
  severity: 'error',
  page: `A folder is one bundle: it has exactly one definition of kind \`bundle\`.`,
  bad: {
    'a.yaml': `kind: bundle
id: example
version: 1.0.0
language: 1
settings: { languages: [en] }
robot: { role: desk-robot }
`,
    'b.yaml': `kind: bundle
id: other
version: 1.0.0
language: 1
settings: { languages: [en] }
robot: { role: desk-robot }
`,
    'robot.yaml': `kind: access
id: robot
roles: { desk-robot: { from: given } }
`,
  },
  good: {
    'a.yaml': `kind: bundle
id: example
version: 1.0.0
language: 1
settings: { languages: [en] }
robot: { role: desk-robot }
`,
    'robot.yaml': `kind: access
id: robot
roles: { desk-robot: { from: given } }
`,
  },
};

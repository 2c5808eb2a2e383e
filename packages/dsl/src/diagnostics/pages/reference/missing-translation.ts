import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const missingTranslation: DiagnosticPage = {
  code: 'DB3020',
  name: 'missing-translation',
  severity: 'warning',
  page: `A text is given by language and lacks one of the bundle's. People of that language read it in the first.`,
  bad: {
    'bundle.yaml': `kind: bundle
id: example
version: 1.0.0
language: 1
settings: { languages: [en, de] }
robot: { role: desk-robot }
`,
    'robot.yaml': `kind: access
id: robot
roles: { desk-robot: { from: given } }
`,
    'workflow.yaml': `kind: workflow
id: page
title: { en: Page }
acts: { as: desk-robot }
steps: [{ id: note, task: Look at it, by: { role: desk-robot }, outcomes: { declined: continue, timed_out: continue } }]
`,
  },
  good: `kind: workflow
id: page
title: { en: Page }
acts: { as: desk-robot }
steps: [{ id: note, task: Look at it, by: { role: desk-robot }, outcomes: { declined: continue, timed_out: continue } }]
`,
};

import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const missingFirstLanguage: DiagnosticPage = {
  code: 'DB3019',
  name: 'missing-first-language',
  severity: 'error',
  page: `A text lacks the first of the bundle's languages, in which everybody reads what is not there in their own.`,
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
title: { de: Ruf }
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

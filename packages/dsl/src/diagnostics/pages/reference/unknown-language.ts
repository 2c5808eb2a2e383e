import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const unknownLanguage: DiagnosticPage = {
  code: 'DB3018',
  name: 'unknown-language',
  severity: 'error',
  page: `A text is given in a language that the bundle does not list in \`settings.languages\`. Nobody would ever read it.`,
  bad: `kind: workflow
id: page
title: { en: Page, dee: Ruf }
acts: { as: desk-robot }
steps: [{ id: note, task: Look at it, by: { role: desk-robot }, outcomes: { declined: continue, timed_out: continue } }]
`,
  good: `kind: workflow
id: page
title: { en: Page }
acts: { as: desk-robot }
steps: [{ id: note, task: Look at it, by: { role: desk-robot }, outcomes: { declined: continue, timed_out: continue } }]
`,
};

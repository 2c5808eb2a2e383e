import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const factCycle: DiagnosticPage = {
  code: 'DB8008',
  name: 'fact-cycle',
  severity: 'error',
  page: `A root's record is found by an id in another root. These are found through each other, so none of them ever is.`,
  bad: `kind: facts
id: words
base: itil/1
roots: { boss: { type: person, from: chief.manager }, chief: { type: person, from: boss.manager } }
`,
  good: `kind: facts
id: words
base: itil/1
roots: { boss: { type: person, from: requester.manager }, chief: { type: person, from: boss.manager } }
`,
};

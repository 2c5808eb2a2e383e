import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const hiddenCharacter: DiagnosticPage = {
  code: 'DB1017',
  name: 'hidden-character',
  severity: 'error',
  page: 'Control characters, and invisible ones that change the order or the width of text, make a reader see something else than what is run. Remove the character, or write it as an escape in double quotes.',
  bad: 'kind: agent\nid: knowledge\ntitle: Knowledge\u202EAgent\npart: knowledge\ntask: Look it up\n',
  good: `kind: agent
id: knowledge
title: Knowledge Agent
part: knowledge
task: Look it up
`,
};

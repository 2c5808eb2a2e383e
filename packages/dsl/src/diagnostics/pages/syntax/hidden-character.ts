import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const hiddenCharacter: DiagnosticPage = {
  code: 'DB1017',
  name: 'hidden-character',
  severity: 'error',
  page: 'Control characters, and invisible ones that change the order or the width of text, make a reader see something else than what is run. Remove the character, or write it as an escape in double quotes.',
  bad: 'kind: trigger\nid: greet\nevent: ticket.created\nstart: greet\ntitle: Hello\u202Eworld\n',
  good: `kind: trigger
id: greet
event: ticket.created
start: greet
title: Hello world
`,
};

import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const unreadableFile: DiagnosticPage = {
  code: 'DB1026',
  name: 'unreadable-file',
  severity: 'error',
  page: 'A file of the bundle cannot be read: it is a link that leads out of the folder, it is no text in UTF-8, or the system refuses it.',
  bad: 'kind: trigger\nid: greet\nevent: ticket.created\nstart: greet\ntitle: Gr\uFFFDezi\n',
  good: `kind: trigger
id: greet
event: ticket.created
start: greet
title: Grüezi
`,
};

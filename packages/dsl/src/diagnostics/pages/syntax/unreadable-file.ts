import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const unreadableFile: DiagnosticPage = {
  code: 'DB1026',
  name: 'unreadable-file',
  severity: 'error',
  page: 'A file of the bundle cannot be read: it is a link that leads out of the folder, it is no text in UTF-8, or the system refuses it.',
  bad: 'kind: agent\nid: knowledge\ntitle: Gr\uFFFDezi\npart: knowledge\ntask: Look it up\n',
  good: `kind: agent
id: knowledge
title: Grüezi
part: knowledge
task: Look it up
`,
};

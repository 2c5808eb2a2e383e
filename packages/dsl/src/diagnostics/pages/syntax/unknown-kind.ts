import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const unknownKind: DiagnosticPage = {
  code: 'DB1018',
  name: 'unknown-kind',
  severity: 'error',
  page: 'Every document says first what it defines: `kind: workflow`. There are the kinds of the language reference and no others.',
  bad: `kind: agnet
id: knowledge
title: Knowledge Agent
part: knowledge
task: Look it up
`,
  good: `kind: agent
id: knowledge
title: Knowledge Agent
part: knowledge
task: Look it up
`,
};

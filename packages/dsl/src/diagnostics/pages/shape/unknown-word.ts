import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const unknownWord: DiagnosticPage = {
  code: 'DB2006',
  name: 'unknown-word',
  severity: 'error',
  page: 'One of a few words stands there, and this is none of them.',
  bad: `kind: agent
id: knowledge
title: Knowledge Agent
part: knowledgeable
`,
  good: `kind: agent
id: knowledge
title: Knowledge Agent
part: knowledge
task: Look it up
`,
};

import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const duplicateKey: DiagnosticPage = {
  code: 'DB1003',
  name: 'duplicate-key',
  severity: 'error',
  page: 'A key stands twice in one mapping. One of the two values would be lost without a word, so neither is taken.',
  bad: `kind: agent
id: knowledge
title: Knowledge Agent
part: knowledge
task: Look it up
title: Keeper of Knowledge
`,
  good: `kind: agent
id: knowledge
title: Knowledge Agent
part: knowledge
task: Look it up
`,
};

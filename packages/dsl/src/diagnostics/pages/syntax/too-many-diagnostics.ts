import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const tooManyDiagnostics: DiagnosticPage = {
  code: 'DB1024',
  name: 'too-many-diagnostics',
  severity: 'error',
  page: 'After a hundred diagnostics in one file the rest is not shown. Mend these first.',
  bad: `kind: fixtures\nid: many\npeople:\n${Array.from({ length: 120 }, (_, index) => `  p${index}: { phone: 00${index} }\n`).join('')}`,
  good: `kind: agent
id: knowledge
title: Knowledge Agent
part: knowledge
task: Look it up
`,
};

import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const missingKey: DiagnosticPage = {
  code: 'DB2002',
  name: 'missing-key',
  severity: 'error',
  page: 'A key that must be there is not.',
  bad: `kind: agent
id: knowledge
title: Knowledge Agent
`,
  good: `kind: agent
id: knowledge
title: Knowledge Agent
part: knowledge
task: Look it up
`,
};

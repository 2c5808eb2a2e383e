import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const missingId: DiagnosticPage = {
  code: 'DB1019',
  name: 'missing-id',
  severity: 'error',
  page: 'Every definition has an `id`, by which others refer to it.',
  bad: `kind: agent
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

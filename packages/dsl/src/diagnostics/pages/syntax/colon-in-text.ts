import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const colonInText: DiagnosticPage = {
  code: 'DB1025',
  name: 'colon-in-text',
  severity: 'error',
  page: 'A colon and a space make what stands before them a key. A text that has them needs quotes.',
  bad: `kind: agent
id: knowledge
title: Agent: knowledge
part: knowledge
task: Look it up
`,
  good: `kind: agent
id: knowledge
title: 'Agent: knowledge'
part: knowledge
task: Look it up
`,
};

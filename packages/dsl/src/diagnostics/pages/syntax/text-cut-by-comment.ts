import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const textCutByComment: DiagnosticPage = {
  code: 'DB1005',
  name: 'text-cut-by-comment',
  severity: 'warning',
  page: 'A `#` after a space begins a comment, so the text stops before it. Put the whole text in quotes, or write a space after the `#` where a comment is meant.',
  bad: `kind: agent
id: knowledge
title: Agent #1 for knowledge
part: knowledge
task: Look it up
`,
  good: `kind: agent
id: knowledge
title: 'Agent #1 for knowledge'
part: knowledge
task: Look it up
`,
};

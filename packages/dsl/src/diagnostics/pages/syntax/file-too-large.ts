import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const fileTooLarge: DiagnosticPage = {
  code: 'DB1016',
  name: 'file-too-large',
  severity: 'error',
  page: 'A file may have a million characters. Divide it: every definition may stand in a file of its own.',
  bad: `# ${'long '.repeat(200_001)}\n`,
  good: `kind: agent
id: knowledge
title: Knowledge Agent
part: knowledge
task: Look it up
`,
};

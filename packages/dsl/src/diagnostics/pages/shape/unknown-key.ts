import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const unknownKey: DiagnosticPage = {
  code: 'DB2001',
  name: 'unknown-key',
  severity: 'error',
  page: 'A key that the language does not have there. It would be ignored, so it is refused; usually it is a slip of the pen.',
  bad: `kind: agent
id: knowledge
titel: Knowledge Agent
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

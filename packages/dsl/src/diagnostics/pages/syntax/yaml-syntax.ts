import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const yamlSyntax: DiagnosticPage = {
  code: 'DB1002',
  name: 'yaml-syntax',
  severity: 'error',
  page: 'The text is not YAML 1.2. Only the first place in each document is reported, because what follows is usually a consequence of it.',
  bad: `kind: agent
id: knowledge
title: 'Knowledge Agent
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

import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const notADefinition: DiagnosticPage = {
  code: 'DB1021',
  name: 'not-a-definition',
  severity: 'error',
  page: 'A document is a mapping that begins with `kind` and `id`. A list or a text is none.',
  bad: `- kind: agent
- id: knowledge
`,
  good: `kind: agent
id: knowledge
title: Knowledge Agent
part: knowledge
task: Look it up
`,
};

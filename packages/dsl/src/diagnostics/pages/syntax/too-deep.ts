import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const tooDeep: DiagnosticPage = {
  code: 'DB1015',
  name: 'too-deep',
  severity: 'error',
  page: 'Lists and mappings may be nested 64 deep. Nothing anybody wants to read comes near it.',
  bad: `kind: agent\nid: knowledge\ntitle: ${'['.repeat(100)}${']'.repeat(100)}\n`,
  good: `kind: agent
id: knowledge
title: Knowledge Agent
part: knowledge
task: Look it up
`,
};

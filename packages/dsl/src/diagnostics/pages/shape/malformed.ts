import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const malformed: DiagnosticPage = {
  code: 'DB2007',
  name: 'malformed',
  severity: 'error',
  page: 'A text or a name that has to be written in a certain way is not: an id, a version, a JSON Pointer, a date.',
  bad: `kind: agent
id: all we know
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

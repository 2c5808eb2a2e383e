import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const numberForText: DiagnosticPage = {
  code: 'DB2004',
  name: 'number-for-text',
  severity: 'error',
  page: 'YAML reads `1.10` as the number 1.1 and `true` as a truth value. Where a text is wanted, put them in quotes.',
  bad: `kind: agent
id: knowledge
title: 42
part: knowledge
task: Look it up
`,
  good: `kind: agent
id: knowledge
title: '42'
part: knowledge
task: Look it up
`,
};

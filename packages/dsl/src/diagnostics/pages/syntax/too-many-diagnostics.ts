import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const tooManyDiagnostics: DiagnosticPage = {
  code: 'DB1024',
  name: 'too-many-diagnostics',
  severity: 'error',
  page: 'After a hundred diagnostics in one file the rest is not shown. Mend these first.',
  bad: `kind: fixtures\nid: many\nassets:\n${Array.from({ length: 120 }, (_, index) => `  a${index}: { number: 00${index} }\n`).join('')}`,
  good: `kind: trigger
id: greet
event: ticket.created
start: greet
`,
};

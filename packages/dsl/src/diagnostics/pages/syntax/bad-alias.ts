import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const badAlias: DiagnosticPage = {
  code: 'DB1011',
  name: 'bad-alias',
  severity: 'error',
  page: 'An alias such as `*lena` repeats what the anchor `&lena` marks. The anchor must stand above it, may not contain it, and repeating may not make a document grow without measure.',
  bad: `kind: fixtures
id: people
people:
  omar: *lena
`,
  good: `kind: fixtures
id: people
people:
  lena: &lena { department: sales }
  omar: *lena
`,
};

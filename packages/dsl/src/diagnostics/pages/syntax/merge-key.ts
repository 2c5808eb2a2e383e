import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const mergeKey: DiagnosticPage = {
  code: 'DB1009',
  name: 'merge-key',
  severity: 'error',
  page: 'Merge keys (`<<`) are not part of YAML 1.2. Write the keys out.',
  bad: `kind: fixtures
id: people
people:
  lena: &lena { department: sales }
  omar: { <<: *lena, name: Omar }
`,
  good: `kind: fixtures
id: people
people:
  lena: { department: sales }
  omar: { department: sales, name: Omar }
`,
};

import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const unknownProperty: DiagnosticPage = {
  code: 'DB7001',
  name: 'unknown-property',
  severity: 'error',
  page: `A person, asset, ticket or answer of the fixtures has a field that the vocabulary does not know, so that no condition could ever read it.`,
  bad: `kind: fixtures
id: people
people: { lena: { name: Lena, departmnt: finance } }
`,
  good: `kind: fixtures
id: people
people: { lena: { name: Lena, department: finance } }
`,
};

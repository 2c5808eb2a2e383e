import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const unknownPerson: DiagnosticPage = {
  code: 'DB7002',
  name: 'unknown-person',
  severity: 'error',
  page: `A test lets somebody act who is not among the people of the fixtures it uses.`,
  bad: {
    'fixtures.yaml': `kind: fixtures
id: people
people: { lena: { name: Lena } }
`,
    'test.yaml': `kind: test
id: reset
uses: [people]
may: [{ who: lean, do: mail.send, resource: IT-1, answer: denied }]
`,
  },
  good: {
    'fixtures.yaml': `kind: fixtures
id: people
people: { lena: { name: Lena } }
`,
    'test.yaml': `kind: test
id: reset
uses: [people]
may: [{ who: lena, do: mail.send, resource: IT-1, answer: denied }]
`,
  },
};

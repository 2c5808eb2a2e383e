import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const askWithoutWords: DiagnosticPage = {
  code: 'DB4016',
  name: 'ask-without-words',
  severity: 'error',
  page: `Somebody is asked something, and nobody wrote what. Write the question under \`say\`, or give the step a \`title\`.`,
  bad: `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - { id: size, ask: '{{requester.id}}', form: { size: text }, outcomes: { declined: hold } }
`,
  good: `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - { id: size, ask: '{{requester.id}}', say: Which size do you need?, form: { size: text }, outcomes: { declined: hold } }
`,
};

import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const unknownType: DiagnosticPage = {
  code: 'DB3017',
  name: 'unknown-type',
  severity: 'error',
  page: `A field or root has a type that does not exist. Roots hold records: \`ticket\`, \`person\`, \`asset\`, or a record type that \`facts\` declares.`,
  bad: `kind: facts
id: words
base: itil/1
roots: { manager: { type: persn, from: requester.manager } }
`,
  good: `kind: facts
id: words
base: itil/1
roots: { manager: { type: person, from: requester.manager } }
`,
};

import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const invalidSFeel: DiagnosticPage = {
  code: 'DB3070',
  name: 'invalid-s-feel',
  severity: 'error',
  page: `A cell of a table with \`expression_language: s-feel\` is not a unary test of DMN's S-FEEL: \`-\`, a value, a bound such as \`>= 5\`, an interval such as \`[18..60)\`, several of them with commas, or \`not(…)\` around them. Texts stand in double quotes inside the quotes of YAML. Or the cell is one, and the table does not say so.`,
  bad: `kind: decision
id: priority
hit: unique
sets: [ticket.priority]
table:
  expression_language: s-feel
  columns: [ticket.text, ticket.priority]
  rows:
    - nothing: ['"', LOW]
    - rest: ['-', HIGH]
`,
  good: `kind: decision
id: priority
hit: first
sets: [ticket.priority]
table:
  expression_language: s-feel
  columns: [ticket.text, ticket.priority]
  rows:
    - nothing: ['""', LOW]
    - rest: ['-', HIGH]
`,
};

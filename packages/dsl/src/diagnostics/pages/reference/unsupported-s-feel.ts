import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const unsupportedSFeel: DiagnosticPage = {
  code: 'DB3071',
  name: 'unsupported-s-feel',
  severity: 'error',
  page: `A cell is FEEL, but goes beyond its simple part: arithmetic, functions, \`?\`, \`and\`, lists and the like. A cell only compares the fact of its column. What needs computing is a derived fact, and what needs more than a table is written as rules.`,
  bad: `kind: decision
id: priority
hit: first
sets: [ticket.priority]
table:
  expression_language: s-feel
  columns: [ticket.text, ticket.priority]
  rows:
    - vpn: ['contains(?, "vpn")', LOW]
    - rest: ['-', HIGH]
`,
  good: `kind: decision
id: priority
hit: first
sets: [ticket.priority]
rules:
  - { id: vpn, when: { ticket.text: { contains: vpn } }, then: { ticket.priority: LOW } }
  - { id: rest, otherwise: true, then: { ticket.priority: HIGH } }
`,
};

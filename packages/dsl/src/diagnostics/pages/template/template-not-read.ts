import type { DiagnosticPage } from '../../diagnostic-page.ts';

const decision = (say: string): string => `kind: decision
id: access
hit: first
sets: { decision: decision }
rules:
  - { id: contractors, when: { requester.employment: contractor }, then: { decision: DENIED }, say: ${say} }
  - { id: rest, otherwise: true, then: { decision: ALLOWED } }
`;

export const templateNotRead: DiagnosticPage = {
  code: 'DB6008',
  name: 'template-not-read',
  severity: 'warning',
  page: `A text looks like a template, and stands where nothing is filled in: what a rule sets or says, a title, a label, a default. Whoever reads it would read the braces. Paths are read in what is passed with \`with\`, in tasks, questions and approvals, in what trees say, and in templates.`,
  bad: decision(`'{{requester.name}} may not have it.'`),
  good: decision('Contractors may not have it.'),
};

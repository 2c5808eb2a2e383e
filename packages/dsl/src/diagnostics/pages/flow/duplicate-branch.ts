import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const duplicateBranch: DiagnosticPage = {
  code: 'DB4013',
  name: 'duplicate-branch',
  severity: 'error',
  page: `Two branches of a \`choose\` have the same id. The journal and the report name the branch that was taken, so each has its own.`,
  bad: `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - id: way
    choose:
      - { id: other, when: { ticket.priority: { known: true } }, steps: [{ id: look, task: Look, by: { role: desk-robot }, outcomes: { declined: hold } }] }
      - { id: other, otherwise: true, steps: [{ id: wait, task: Wait, by: { role: desk-robot }, outcomes: { declined: hold } }] }
`,
  good: `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - id: way
    choose:
      - { id: urgent, when: { ticket.priority: { known: true } }, steps: [{ id: look, task: Look, by: { role: desk-robot }, outcomes: { declined: hold } }] }
      - { id: other, otherwise: true, steps: [{ id: wait, task: Wait, by: { role: desk-robot }, outcomes: { declined: hold } }] }
`,
};

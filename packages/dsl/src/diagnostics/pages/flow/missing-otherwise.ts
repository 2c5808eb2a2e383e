import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const missingOtherwise: DiagnosticPage = {
  code: 'DB4011',
  name: 'missing-otherwise',
  severity: 'error',
  page: `A \`choose\` has no branch for every other case. What nobody thought of would leave the run standing, so the last branch is always \`otherwise: true\`; it may hold a single task.`,
  bad: `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - id: way
    choose:
      - { id: urgent, when: { ticket.priority: { known: true } }, steps: [{ id: look, task: Look, by: { role: desk-robot }, outcomes: { declined: hold } }] }
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

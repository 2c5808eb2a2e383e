import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const otherwiseNotLast: DiagnosticPage = {
  code: 'DB4012',
  name: 'otherwise-not-last',
  severity: 'error',
  page: `Branches are tried from above. One that takes every other case stands last, since nothing below it can ever be taken.`,
  bad: `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - id: way
    choose:
      - { id: other, otherwise: true, steps: [{ id: wait, task: Wait, by: { role: desk-robot }, outcomes: { declined: hold } }] }
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

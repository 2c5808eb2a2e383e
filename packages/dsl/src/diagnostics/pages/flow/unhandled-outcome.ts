import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const unhandledOutcome: DiagnosticPage = {
  code: 'DB4001',
  name: 'unhandled-outcome',
  severity: 'error',
  page: `A step can end in a way nobody said anything about, and it is one of those that are too dangerous to guess: a task is declined or not done in time, an approval expires, a decision denies or lacks a fact, some items of a list fail. Say under \`outcomes\` what happens then.`,
  bad: `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - { id: look, task: Look at it, by: { role: desk-robot } }
`,
  good: `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - { id: look, task: Look at it, by: { role: desk-robot }, outcomes: { declined: hold } }
`,
};

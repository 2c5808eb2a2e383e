import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const unknownEnd: DiagnosticPage = {
  code: 'DB4014',
  name: 'unknown-end',
  severity: 'error',
  page: `An outcome ends the run at an end the workflow does not have. \`done\`, \`rejected\`, \`denied\`, \`expired\`, \`declined\`, \`cancelled\`, \`timed_out\`, \`failed\`, \`undone\` and \`escalated\` are always there; others are named, with a title, under \`ends\`.`,
  bad: `kind: workflow
id: provision
acts: { as: desk-robot }
steps:
  - { id: look, task: Look at it, by: { role: desk-robot }, outcomes: { declined: { end: nobody-there } } }
`,
  good: `kind: workflow
id: provision
acts: { as: desk-robot }
ends: { nobody-there: { title: Nobody was there } }
steps:
  - { id: look, task: Look at it, by: { role: desk-robot }, outcomes: { declined: { end: nobody-there } } }
`,
};

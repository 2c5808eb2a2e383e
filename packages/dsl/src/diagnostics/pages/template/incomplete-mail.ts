import type { DiagnosticPage } from '../../diagnostic-page.ts';

const files = (to: string): DiagnosticPage['bad'] => ({
  'workflow.yaml': `kind: workflow
id: tell
acts: { as: desk-robot }
steps: [{ id: tell, do: mail.send, with: { template: hello${to} } }]
`,
  'access.yaml': `kind: access
id: desk
roles: { desk-robot: { from: given } }
grants: [{ id: mail, role: desk-robot, allow: [mail.send] }]
`,
  'templates/hello.hbs': `---
kind: template
id: hello
subject: Hello
needs: { requester: person }
---
Hello {{requester.name}}
`,
});

export const incompleteMail: DiagnosticPage = {
  code: 'DB6009',
  name: 'incomplete-mail',
  severity: 'error',
  page: `A mail can never be sent: it has no words, no subject, or goes to nobody. It needs a template, or a subject and a body of its own; a subject, from the template or the step; and people, in \`to\` of the step or of the template.`,
  bad: files(''),
  good: files(`, to: ['{{requester.id}}']`),
};

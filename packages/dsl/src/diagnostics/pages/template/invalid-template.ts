import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const invalidTemplate: DiagnosticPage = {
  code: 'DB6002',
  name: 'invalid-template',
  severity: 'error',
  page: `A text has an expression or block that cannot be read, calls a helper that does not exist, or puts data where it cannot be escaped.`,
  bad: {
    'templates/hello.hbs': `---
kind: template
id: hello
needs: { requester: person }
---
Hello {{#if requester.name}}{{requester.name}}
`,
  },
  good: {
    'templates/hello.hbs': `---
kind: template
id: hello
needs: { requester: person }
---
Hello {{#if requester.name}}{{requester.name}}{{/if}}
`,
  },
};

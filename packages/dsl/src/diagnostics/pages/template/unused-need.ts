import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const unusedNeed: DiagnosticPage = {
  code: 'DB6003',
  name: 'unused-need',
  severity: 'warning',
  page: `A template declares that it needs something and never uses it. A text is not written while something it needs is missing, so this can stop it for nothing.`,
  bad: {
    'templates/hello.hbs': `---
kind: template
id: hello
needs: { requester: person, request: request }
---
Hello {{requester.name}}
`,
  },
  good: {
    'templates/hello.hbs': `---
kind: template
id: hello
needs: { requester: person }
---
Hello {{requester.name}}
`,
  },
};

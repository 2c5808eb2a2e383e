import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const undeclaredVariable: DiagnosticPage = {
  code: 'DB6001',
  name: 'undeclared-variable',
  severity: 'error',
  page: `A text uses a variable that its template does not declare in \`needs\`, or a field that what it needs does not have. What is needed is gathered before the text is written; nothing else is there.`,
  bad: {
    'templates/hello.hbs': `---
kind: template
id: hello
needs: { requester: person }
---
Hello {{requester.name}}, your request {{request.id}}
`,
  },
  good: {
    'templates/hello.hbs': `---
kind: template
id: hello
needs: { requester: person, request: request }
---
Hello {{requester.name}}, your request {{request.id}}
`,
  },
};

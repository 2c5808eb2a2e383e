import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const secretInText: DiagnosticPage = {
  code: 'DB6006',
  name: 'secret-in-text',
  severity: 'error',
  page: `A text would write out a fact that is marked \`secret\`. Secrets never leave the desk in words.`,
  bad: {
    'facts.yaml': `kind: facts
id: words
base: itil/1
person: { pin: { type: text, secret: true } }
`,
    'templates/hello.hbs': `---
kind: template
id: hello
needs: { requester: person }
---
Your number is {{requester.pin}}
`,
  },
  good: {
    'facts.yaml': `kind: facts
id: words
base: itil/1
person: { pin: { type: text, secret: true } }
`,
    'templates/hello.hbs': `---
kind: template
id: hello
needs: { requester: person }
---
Hello {{requester.name}}
`,
  },
};

import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const untranslatedTemplate: DiagnosticPage = {
  code: 'DB6005',
  name: 'untranslated-template',
  severity: 'warning',
  page: `A template has no text in one of the bundle's languages. People of that language get the first.`,
  bad: {
    'bundle.yaml': `kind: bundle
id: example
version: 1.0.0
language: 1
settings: { languages: [en, de] }
robot: { role: desk-robot }
`,
    'robot.yaml': `kind: access
id: robot
roles: { desk-robot: { from: given } }
`,
    'templates/hello.en.hbs': `---
kind: template
id: hello
needs: { requester: person }
---
Hello {{requester.name}}
`,
  },
  good: {
    'bundle.yaml': `kind: bundle
id: example
version: 1.0.0
language: 1
settings: { languages: [en, de] }
robot: { role: desk-robot }
`,
    'robot.yaml': `kind: access
id: robot
roles: { desk-robot: { from: given } }
`,
    'templates/hello.en.hbs': `---
kind: template
id: hello
needs: { requester: person }
---
Hello {{requester.name}}
`,
    'templates/hello.de.hbs': `---
kind: template
id: hello
---
Hallo {{requester.name}}
`,
  },
};

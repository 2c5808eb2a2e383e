import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const languageLacksVariable: DiagnosticPage = {
  code: 'DB6004',
  name: 'language-lacks-variable',
  severity: 'warning',
  page: `A template's text in one language uses a variable that its text in another leaves out. One of the two readers is not told.`,
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
    'templates/hello.de.hbs': `---
kind: template
id: hello
---
Hallo
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

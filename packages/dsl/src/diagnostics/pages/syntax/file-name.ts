import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const fileName: DiagnosticPage = {
  code: 'DB1023',
  name: 'file-name',
  severity: 'error',
  page: "A template's file is called `<id>.<language>.hbs`, or `<id>.hbs` where there is one language. What its front matter says must agree.",
  bad: {
    'welcome.en.hbs': `---
kind: template
id: greeting
---
Hello
`,
  },
  good: {
    'greeting.en.hbs': `---
kind: template
id: greeting
---
Hello
`,
  },
};

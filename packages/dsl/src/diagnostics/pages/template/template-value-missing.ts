import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const templateValueMissing: DiagnosticPage = {
  code: 'DB6007',
  name: 'template-value-missing',
  severity: 'error',
  page: `A template is sent without something it needs. Facts come by themselves; what is no fact is passed in \`values\`.`,
  bad: {
    'approval.yaml': `kind: approval
id: lead
question: May they?
seats: [{ role: desk-robot }]
email: hello
`,
    'templates/hello.hbs': `---
kind: template
id: hello
needs: { news: text }
---
{{news}}
`,
  },
  good: {
    'approval.yaml': `kind: approval
id: lead
question: May they?
seats: [{ role: desk-robot }]
email: hello
`,
    'templates/hello.hbs': `---
kind: template
id: hello
needs: { approval: approval }
---
{{approval.question}}
`,
  },
};

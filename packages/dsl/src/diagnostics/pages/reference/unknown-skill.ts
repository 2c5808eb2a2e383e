import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const unknownSkill: DiagnosticPage = {
  code: 'DB3032',
  name: 'unknown-skill',
  severity: 'error',
  page: `An intent names a skill that its agent does not have.`,
  bad: {
    'a.yaml': `kind: agent
id: security
title: Security
part: domain
skills: { assess: { task: Assess it } }
`,
    'b.yaml': `kind: intent
id: look
skills: [security/asess]
knowledge: never
`,
  },
  good: {
    'a.yaml': `kind: agent
id: security
title: Security
part: domain
skills: { assess: { task: Assess it } }
`,
    'b.yaml': `kind: intent
id: look
skills: [security/assess]
knowledge: never
`,
  },
};

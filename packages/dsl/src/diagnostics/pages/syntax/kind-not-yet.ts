import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const kindNotYet: DiagnosticPage = {
  code: 'DB1020',
  name: 'kind-not-yet',
  severity: 'error',
  page: 'The kind belongs to the language, and this version of Deskbook does not run it yet. Rather than ignore it, it is refused.',
  bad: `kind: playbook
id: triage
`,
  good: `kind: agent
id: knowledge
title: Knowledge Agent
part: knowledge
task: Look it up
`,
};

import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const keyWithoutValue: DiagnosticPage = {
  code: 'DB1013',
  name: 'key-without-value',
  severity: 'error',
  page: 'Inside braces a comma separates entries, so a text with a comma falls apart into keys without values. Put the text in quotes, or give the key a value.',
  bad: `kind: agent
id: knowledge
title: Knowledge Agent
part: knowledge
task: Look it up
description: { en: Finds what we know, and says it }
`,
  good: `kind: agent
id: knowledge
title: Knowledge Agent
part: knowledge
task: Look it up
description: { en: 'Finds what we know, and says it' }
`,
};

import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const outOfBounds: DiagnosticPage = {
  code: 'DB2009',
  name: 'out-of-bounds',
  severity: 'error',
  page: 'A number is too small, or there are too many entries.',
  bad: `kind: agent
id: assessor
title: Assessor
part: domain
skills:
  assess: { task: Assess, data: [{ path: configs, min_count: -1 }] }
`,
  good: `kind: agent
id: assessor
title: Assessor
part: domain
skills:
  assess: { task: Assess, data: [{ path: configs, min_count: 1 }] }
`,
};

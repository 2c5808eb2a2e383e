import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const wrongHitPolicy: DiagnosticPage = {
  code: 'DB3029',
  name: 'wrong-hit-policy',
  severity: 'error',
  page: `Sums, minima and maxima are taken of numbers: a decision with such a hit policy sets exactly one.`,
  bad: `kind: decision
id: verdict
hit: collect_sum
sets: { level: text }
rules:
  - { id: all, otherwise: true, then: { level: high } }
`,
  good: `kind: decision
id: verdict
hit: collect_sum
sets: { level: integer }
rules:
  - { id: all, otherwise: true, then: { level: 3 } }
`,
};

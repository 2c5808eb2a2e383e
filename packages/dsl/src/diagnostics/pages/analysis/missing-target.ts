import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const missingTarget: DiagnosticPage = {
  code: 'DB8021',
  name: 'missing-target',
  severity: 'warning',
  page: `The fact that chooses the targets of an SLA has values for which nothing is said, so that no clock runs for these tickets; or a clock of its own has no target for any value, so that it never runs. Add a target, or say with an empty mapping that there is none.`,
  bad: `kind: sla
id: incident
rank: 10
by: ticket.impact
targets:
  high: { response: 15m, resolution: 4h }
  medium: { resolution: 1d }
`,
  good: `kind: sla
id: incident
rank: 10
by: ticket.impact
targets:
  high: { response: 15m, resolution: 4h }
  medium: { resolution: 1d }
  low: {}
`,
};

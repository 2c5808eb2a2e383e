import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const slasAtOneRank: DiagnosticPage = {
  code: 'DB8022',
  name: 'slas-at-one-rank',
  severity: 'warning',
  page: `Two SLAs with the same \`rank\` apply to one ticket, and which of them counts hangs on their names. The message shows such a ticket. Give the one that is to count the lower rank.`,
  bad: `kind: sla
id: incident
rank: 10
when: { ticket.urgency: high }
by: ticket.impact
targets:
  high: { response: 15m, resolution: 4h }
  medium: { resolution: 1d }
  low: { resolution: 3d }
---
kind: sla
id: contractor
rank: 10
when: { requester.employment: contractor }
by: ticket.impact
targets:
  high: { response: 15m, resolution: 4h }
  medium: { resolution: 1d }
  low: { resolution: 3d }
`,
  good: `kind: sla
id: incident
rank: 10
when: { ticket.urgency: high }
by: ticket.impact
targets:
  high: { response: 15m, resolution: 4h }
  medium: { resolution: 1d }
  low: { resolution: 3d }
---
kind: sla
id: contractor
rank: 5
when: { requester.employment: contractor }
by: ticket.impact
targets:
  high: { response: 15m, resolution: 4h }
  medium: { resolution: 1d }
  low: { resolution: 3d }
`,
};

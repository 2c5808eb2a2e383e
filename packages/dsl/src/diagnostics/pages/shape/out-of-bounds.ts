import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const outOfBounds: DiagnosticPage = {
  code: 'DB2009',
  name: 'out-of-bounds',
  severity: 'error',
  page: 'A number is too small, or there are too many entries.',
  bad: `kind: trigger
id: greet
event: ticket.created
start: greet
throttle: { per: '{{ticket.asset}}', at_most: 0, in: 30m }
`,
  good: `kind: trigger
id: greet
event: ticket.created
start: greet
throttle: { per: '{{ticket.asset}}', at_most: 1, in: 30m }
`,
};

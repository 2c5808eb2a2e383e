import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const unverifiedSource: DiagnosticPage = {
  code: 'DB8010',
  name: 'unverified-source',
  severity: 'warning',
  page: `A source takes events from anybody: nothing proves that the vendor sent them. Whoever finds the address can open tickets and start workflows.`,
  bad: `kind: source
id: jira
verify: { scheme: none }
event: { id: /id, time: received }
emits: [{ event: ticket.created }]
`,
  good: {
    'bundle.yaml': `kind: bundle
id: example
version: 1.0.0
language: 1
settings: { languages: [en] }
robot: { role: desk-robot }
secrets: [jira-webhook]
`,
    'robot.yaml': `kind: access
id: robot
roles: { desk-robot: { from: given } }
`,
    'source.yaml': `kind: source
id: jira
verify: { scheme: hmac-sha256, header: X-Hub-Signature, format: 'sha256={hex}', secret: jira-webhook }
event: { id: /id, time: received }
emits: [{ event: ticket.created }]
`,
  },
};

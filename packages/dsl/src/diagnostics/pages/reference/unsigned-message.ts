import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const unsignedMessage: DiagnosticPage = {
  code: 'DB3038',
  name: 'unsigned-message',
  severity: 'error',
  page: `How a webhook is verified does not depend on the secret, or leaves a part of the message unsigned. It would let through what somebody else wrote.`,
  bad: {
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
verify: { scheme: hmac-sha256, header: X-Sign, format: sha256, secret: jira-webhook }
event: { id: /id, time: received }
emits: [{ event: ticket.created }]
`,
  },
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
verify: { scheme: hmac-sha256, header: X-Sign, format: 'sha256={hex}', secret: jira-webhook }
event: { id: /id, time: received }
emits: [{ event: ticket.created }]
`,
  },
};

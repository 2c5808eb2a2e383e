import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const sampleNotRead: DiagnosticPage = {
  code: 'DB8013',
  name: 'sample-not-read',
  severity: 'error',
  page: `A sample payload is not there, is not JSON, or is neither an event of its source nor ignored. Such a message would end among the dead letters.`,
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
samples: [payloads/*.json]
verify: { scheme: token, header: X-Token, secret: jira-webhook }
event: { id: /id, time: received }
emits: [{ event: ticket.created, when: { /kind: created } }]
ticket: { id: /id }
`,
    'payloads/created.json': `{ "id": 1, "kind": "archived" }
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
samples: [payloads/*.json]
verify: { scheme: token, header: X-Token, secret: jira-webhook }
event: { id: /id, time: received }
emits: [{ event: ticket.created, when: { /kind: created } }]
ticket: { id: /id }
`,
    'payloads/created.json': `{ "id": 1, "kind": "created" }
`,
  },
};

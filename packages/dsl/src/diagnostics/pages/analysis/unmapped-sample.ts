import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const unmappedSample: DiagnosticPage = {
  code: 'DB8012',
  name: 'unmapped-sample',
  severity: 'error',
  page: `A sample payload holds a value that its mapping does not know. The first real event with it would be refused.`,
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
ticket: { id: /id, state: { map: { new: new, done: resolved }, from: /state } }
`,
    'payloads/created.json': `{ "id": 1, "kind": "created", "state": "К выполнению" }
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
ticket: { id: /id, state: { map: { new: new, done: resolved }, from: /state } }
`,
    'payloads/created.json': `{ "id": 1, "kind": "created", "state": "done" }
`,
  },
};

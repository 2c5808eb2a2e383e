import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const reservedEvent: DiagnosticPage = {
  code: 'DB3075',
  name: 'reserved-event',
  severity: 'error',
  page: `A source emits an event that is called like those the desk itself tells of: \`sla.…\`, \`run.…\`, \`approval.…\`, \`task.…\`, \`session.…\`, \`service.…\`, \`schedule.…\`. Nobody outside can say that a target was missed or an approval given; give what comes in another name.`,
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
verify: { scheme: token, header: X-Token, secret: jira-webhook }
event: { id: /id, time: received }
emits: [{ event: sla.breached }]
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
verify: { scheme: token, header: X-Token, secret: jira-webhook }
event: { id: /id, time: received }
emits: [{ event: vendor.sla-missed }]
`,
  },
};

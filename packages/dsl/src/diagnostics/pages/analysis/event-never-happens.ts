import type { DiagnosticPage } from '../../diagnostic-page.ts';

export const eventNeverHappens: DiagnosticPage = {
  code: 'DB8011',
  name: 'event-never-happens',
  severity: 'warning',
  page: `A trigger or a wait is for an event that no source of this bundle emits.`,
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
emits: [{ event: ticket.created }]
`,
    'trigger.yaml': `kind: trigger
id: page
event: ticket.creatd
start: page
`,
    'workflow.yaml': `kind: workflow
id: page
acts: { as: desk-robot }
steps: [{ id: note, task: Look at it, by: { role: desk-robot }, outcomes: { declined: continue, timed_out: continue } }]
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
emits: [{ event: ticket.created }]
`,
    'trigger.yaml': `kind: trigger
id: page
event: ticket.created
start: page
`,
    'workflow.yaml': `kind: workflow
id: page
acts: { as: desk-robot }
steps: [{ id: note, task: Look at it, by: { role: desk-robot }, outcomes: { declined: continue, timed_out: continue } }]
`,
  },
};

/** A whole small desk: one event, one decision, one workflow with one write, one report. */
export const tinyBundle: { readonly [path: string]: string } = {
  'bundle.yaml': `kind: bundle
id: tiny
version: 1.0.0
language: 1
settings: { languages: [en, de] }
robot: { role: desk-robot, known_as: { jira: desk } }
values: { phone: '+49 30 1' }
secrets: [jira-webhook]
`,
  'facts.yaml': `kind: facts
id: words
base: itil/1
ticket:
  priority: { one_of: [CRITICAL, HIGH, LOW], also: { P1: CRITICAL }, optional: true }
person:
  account: { one_of: [active, locked], optional: true }
roots: { manager: { type: person, from: requester.manager } }
`,
  'source.yaml': `kind: source
id: jira
verify: { scheme: hmac-sha256, header: X-Hub-Signature, format: 'sha256={hex}', over: '{body}', secret: jira-webhook }
event: { id: { header: X-Id }, time: { first: [{ epoch_ms: /timestamp }, received] }, actor: { person: { jira: /user } } }
emits: [{ event: ticket.created, when: { /webhookEvent: 'jira:issue_created' } }]
ignore: { /webhookEvent: { in: [issuelink_created] } }
ticket:
  id: /issue/key
  summary: /issue/fields/summary
  priority: { from: /issue/fields/priority/name, map: { Highest: P1, High: HIGH } }
  requester: { person: { jira: /issue/fields/reporter } }
`,
  'access.yaml': `kind: access
id: people
roles:
  desk-robot: { from: given }
  employee: { from: { group: everybody } }
  lead: { title: Lead, name: Team_Lead, from: { fact: requester.manager }, includes: [employee] }
grants:
  - { id: unlock, role: desk-robot, allow: [directory.lock, directory.unlock, mail.send], when: { resource.account: locked }, resource: person, cites: [rules#accounts.a] }
  - { id: own, role: employee, ask: [directory.unlock, mail.send], when: { subject.mfa: true } }
denials:
  - { id: no-mfa, role: employee, deny: [directory.*], when: { subject.mfa: false }, say: { en: Enrol first., de: Erst einrichten. } }
separation: [{ id: apart, apart: [request, approve], within: run }]
`,
  'policies/rules.md': `---
kind: policy
id: rules
title: House rules
version: 1.0.0
---
# House rules

## Accounts

(a) Locked accounts are unlocked for their owner.
`,
  'action.yaml': `kind: action
id: directory.unlock
input: { user: person }
output: { was: text }
effect: write
undo: { do: directory.lock, with: { user: '{{input.user}}' }, exact: true }
errors: [unavailable]
retry: { errors: [unavailable], attempts: 2, backoff: 1s, max: 10s }
idempotent: always
resource: { type: person, from: user }
---
kind: action
id: directory.lock
input: { user: person }
output: {}
effect: write
undo: none
idempotent: always
resource: { type: person, from: user }
`,
  'decision.yaml': `kind: decision
id: unlock
hit: first
when: { ticket.summary: { matches: '(?i)locked' } }
sets: { decision: decision, approval: { type: approval, optional: true } }
rules:
  - { id: owner, when: { requester.account: locked, ticket.priority: { is_not: P1 } }, then: { decision: ALLOWED }, cites: [rules#accounts.a] }
  - { id: rest, otherwise: true, then: { decision: REQUIRES_APPROVAL, approval: lead } }
`,
  'approval.yaml': `kind: approval
id: lead
question: { en: 'May {{requester.name}} in?', de: 'Darf {{requester.name}} hinein?' }
seats: [{ role: lead }]
within: 24h
email: approval-request
`,
  'workflow.yaml': `kind: workflow
id: unlock
input: { user: person }
acts: { as: desk-robot, for: requester }
steps:
  - id: verdict
    decide: unlock
    outcomes: { DENIED: { end: denied }, MISSING: { end: denied }, REQUIRES_APPROVAL: { end: denied } }
  - { id: unlock, do: directory.unlock, with: { user: '{{input.user}}' } }
ends: { done: { title: Unlocked }, denied: { title: Denied } }
`,
  'trigger.yaml': `kind: trigger
id: locked
event: ticket.created
when: { ticket.summary: { matches: '(?i)locked' } }
start: unlock
with: { user: '{{ticket.requester}}' }
throttle: { per: '{{ticket.requester}}', at_most: 3, in: 1h, else: hold }
`,
  'service.yaml': `kind: service
id: unlock
title: { en: Unlock my account, de: Mein Konto entsperren }
form: { sure: { type: yes_no, one_of: [true] } }
eligible: { requester.account: locked, form.sure: true }
limits: [{ per: requester, at_most: 2, in: 7d }, { at_once: 10 }]
start: unlock
with: { user: '{{requester.id}}' }
may_touch: { actions: [directory.unlock], resource: { asset.owner: '{{requester.id}}' }, at_most: 1 }
pre_approved: { by: lead, date: '2026-01-15', cites: [rules#accounts] }
`,
};

import type { SourceText } from '@deskbook/dsl/syntax';

/** One definition of every kind that uses as much of the language as it can. Only the shape is right: references lead nowhere. */
export const everyKind: readonly SourceText[] = [
  {
    path: 'bundle.yaml',
    text: `kind: bundle
id: acme-it
title: { en: ACME IT, de: ACME IT }
version: 1.4.0
language: 1
settings: { languages: [en, de], owner: service-desk, calendar: berlin-office }
robot: { role: desk-robot, known_as: { jira: '557058:deskbook' } }
values: { oncall_channel: '#eng-oncall', limits: { disk: 10 } }
secrets: [jira-webhook]
warnings: { tree-without-unsure: our trees are for agents }
`,
  },
  {
    path: 'facts.yaml',
    text: `kind: facts
id: acme
base: itil/1
ticket:
  priority: { one_of: [CRITICAL, HIGH], also: { P1: CRITICAL, P2: HIGH } }
  text: { type: text, from: { join: [ticket.summary, ticket.description] } }
  same_asset_24h: { type: integer, from: { count: ticket, when: { other.asset: '{{ticket.asset}}' } } }
  age: { type: duration, from: { since: ticket.created_at } }
  work: { type: number, from: { sum: [ticket.estimate, ticket.spent] } }
  owner_name: { from: { lookup: person, by: asset.owner, take: name } }
person:
  private_phone: { type: text, personal: true, secret: true, pattern: '[0-9]+' }
  history: { type: record, list: true, fields: { at: time, what: text } }
roots: { manager: { type: person, from: requester.manager } }
`,
  },
  {
    path: 'source.yaml',
    text: `kind: source
id: jira
samples: [payloads/jira/*.json]
verify: { scheme: hmac-sha256, header: X-Hub-Signature, format: 'sha256={hex}', over: '{body}', encoding: hex, timestamp: { header: X-Time, tolerance: 5m }, secret: jira-webhook }
event: { id: { header: x-atlassian-webhook-identifier }, time: { first: [{ epoch_ms: /timestamp }, received] }, actor: { person: { jira: /user/accountId } } }
emits: [{ event: ticket.created, when: { /webhookEvent: 'jira:issue_created' } }, { event: ticket.commented, when: { header:X-Kind: { in: [comment, 1, true] } } }]
ignore: [{ /webhookEvent: { in: [issuelink_created] } }]
ticket:
  id: { first: [/issue/id, { extract: '/issue/(\\d+)/', from: /comment/self }] }
  state: { from: /issue/status, map: { new: new, 10001: done }, else: new }
  due: { time: /issue/due, format: yyyy-MM-dd }
  age: { epoch_s: /issue/age }
  points: { number: /issue/points }
  blocked: { boolean: /issue/blocked }
  key: { lower: /issue/key }
  labels: { split: /issue/labels, by: ',' }
  parts: { each: /issue/parts, take: /name }
  impact: { find: /issue/fields, where: { /id: impact }, take: /value }
  kind: { literal: incident }
comment: { text: /comment/body }
request: { system: /issue/fields/system }
changes: { each: /changelog/items, field: /fieldId, map: { status: ticket.state } }
`,
  },
  {
    path: 'action.yaml',
    text: `kind: action
id: database.grant
title: Grant access
port: actions
input: { user: person, role: text, until: { type: time, future: true, optional: true } }
output: { grant: text }
effect: write
undo: { do: database.revoke, with: { grant: '{{output.grant}}' }, exact: true }
errors: [unavailable, timeout, denied]
retry: { errors: [unavailable], attempts: 5, backoff: 2s, max: 1m }
timeout: 30m
idempotent: by_key
check: { do: database.has, with: { user: '{{input.user}}' }, field: has }
resource: { type: database, from: role }
scopes: [db.write]
`,
  },
  {
    path: 'decisions.yaml',
    text: `kind: decision
id: access-request
hit: first
when: { request.kind: access }
sets: { decision: decision, approval: { type: approval, optional: true }, risk: { one_of: [LOW, HIGH] } }
rules:
  - { id: mfa-first, when: { requester.mfa: { is_not: true } }, then: { decision: DENIED, risk: HIGH }, say: { en: Enrol., de: Bitte. }, cites: [access-policy#privileged.c] }
  - { id: rest, otherwise: true, then: { decision: ALLOWED, risk: LOW } }
---
kind: decision
id: priority
hit: unique
sets: [ticket.priority]
table:
  columns: [ticket.impact, ticket.urgency, ticket.priority]
  rows:
    - one: [high, any, P1]
    - two: [{ in: [low, medium] }, high, P2]
`,
  },
  {
    path: 'policies/access.md',
    text: `---
kind: policy
id: access-policy
title: Access policy
name: IT_Access_Policy
version: 2.1.0
review: 12 months
---
# Access policy
`,
  },
  {
    path: 'triggers.yaml',
    text: `kind: trigger
id: became-critical
event: ticket.updated
changed: { ticket.priority: { from: [HIGH], to: CRITICAL }, ticket.state: }
when: { ticket.category: { is_not: security }, any: [{ ticket.vip: true }, { not: { ticket.labels: { has: test } } }] }
start: major-incident
with: { ticket: '{{ticket.id}}' }
throttle: { per: '{{ticket.asset}}', at_most: 1, in: 30m, else: hold }
own_events: { hops: 3 }
state: shadow
`,
  },
  {
    path: 'access.yaml',
    text: `kind: access
id: acme
roles:
  dba: { title: Database Administrator, name: DBA, from: { group: 'CN=DB-Admins,DC=acme' }, includes: [employee] }
  line-manager: { from: [{ fact: requester.manager }, { schedule: managers }] }
  owner: { from: { people: [lena, omar] } }
  desk-robot: { from: given }
grants:
  - { id: grant-database, role: dba, allow: [database.grant, 'device.*'], ask: ['start:onboarding'], resource: request, when: { subject.mfa: true }, cites: [access-policy#a] }
denials:
  - { id: no-mfa, role: anyone, deny: ['*'], when: { subject.mfa: { is_not: true } }, say: Enrol a second factor. }
separation: [{ id: one, apart: [request, approve], within: run }, { id: two, apart: [dba, auditor], always: true, say: No. }]
temporary:
  - { id: dba-for-a-while, title: Administrator for a while, role: dba, for: owner, approval: data-access, at_most: 4h, ends: { changed: { ticket.state: { to: closed } } }, cites: [access-policy#a] }
break_glass:
  - { id: night-fix, role: owner, allow: [database.grant], resource: request, when: { ticket.priority: P1 }, overrides: [no-mfa], at_most: 60m, review: data-access }
`,
  },
  {
    path: 'approval.yaml',
    text: `kind: approval
id: data-access
question: { en: 'May {{requester.name}}?', de: 'Darf {{requester.name}}?' }
seats: [{ role: data-owner }, { role: line-manager, each: true }]
need: 2
in_order: false
reject: { at: 1, note: required }
stand_in: { absent: [deputy, manager], else: skip, delegate: { to: same_role, times: 1 } }
chase: { every: 4h, at_most: 3, then: { add: { role: it-director } } }
within: 48h
ask_again_if_changed: [request.system]
email: approval-request
---
kind: approval
id: board
question: May they?
seats: [{ role: board, each: true }]
need: 60%
chase: { every: 4h, at_most: 3, then: { replace: { role: it-director } } }
`,
  },
  {
    path: 'calendar.yaml',
    text: `kind: calendar
id: berlin-office
title: Berlin office
zone: Europe/Berlin
hours: { mon-thu: [08:00-12:00, 12:30-17:00], fri: [08:00-15:00] }
holidays: [{ ics: holidays-berlin.ics }, { date: '2026-12-31', name: New Year's Eve, hours: [08:00-12:00] }, { date: '2026-12-24' }]
---
kind: calendar
id: always
zone: UTC
hours: always
`,
  },
  {
    path: 'sla.yaml',
    text: `kind: sla
id: incident
rank: 10
when: { ticket.type: incident }
by: ticket.priority
calendar: berlin-office
targets:
  P1: { response: 15m, resolution: 4h }
  P2: { response: 1 business hour, resolution: 8 business hours, update: 1 business day on always }
  P3: {}
clocks:
  update: { starts: { changed: ticket.phase }, restarts: [{ event: ticket.commented, by: agent }, { event: ticket.moved }], meets: { event: ticket.resolved }, resumes: { event: ticket.reopened }, after: response }
pauses: [{ id: waiting, clocks: [resolution, update], when: { ticket.state: waiting_on_requester }, at_most: 5 business days }]
elapsed: { new_target: keep, reopened: restart }
warn_at: [75%, 90%]
at_closing: next_opening
`,
  },
  {
    path: 'workflow.yaml',
    text: `kind: workflow
id: access-fulfilment
input: { ticket: ticket }
acts: { as: desk-robot, for: requester }
one_run: { per: '{{ticket.id}}', else: join }
steps:
  - { id: verdict, name: step_0, decide: access-request, outcomes: { MISSING: { task: { role: service-desk, title: Ask, form: { x: text }, within: 4h }, establishes: [asked] } } }
  - { id: approve, approve: data-access, needs: [verdict], outcomes: { expired: { go: verdict, at_most: 2, else: { end: denied } }, rejected: { undo: all, end: denied } } }
  - id: provision
    title: Provision database access
    do: database.grant
    with: { user: '{{requester.id}}', items: [1, '{{a.b}}'] }
    when: { steps.verdict.risk: { is_not: HIGH } }
    join: any
    by: { actor: it_agent, role: dba, fallback: [senior-dba] }
    requires: [access_approved]
    establishes: [access_provisioned]
    tools: [database_management_system]
    estimate: 30m
    privacy: { class: internal, note: Access logs, keep: 12 months }
    outcomes: { failed: hold }
  - { id: justify, ask: '{{requester.id}}', say: Why?, form: { why: text }, within: 2d, outcomes: { declined: continue, timed_out: { establishes: [silent] } } }
  - { id: check, task: { en: Look, de: Schau }, form: { ok: yes_no }, within: 1d, by: { person: '{{ticket.assignee}}' }, outcomes: { declined: { continue: true, establishes: [x] }, timed_out: { steps: [{ id: call, task: Call }] } } }
  - id: way
    choose:
      - { id: fast, when: { ticket.vip: true }, steps: [{ id: a, run: fast-lane, with: { t: 1 } }] }
      - { id: slow, otherwise: true, steps: [{ id: b, tree: wifi, with: { asset: x } }] }
  - { id: w1, wait: { event: ticket.commented, match: { ticket.id: '{{ticket.id}}' }, since: run }, within: 1d, outcomes: { timed_out: continue } }
  - { id: w2, wait: { until: '{{request.until}}' } }
  - { id: w3, wait: { for: 3d } }
  - { id: w4, wait: { until: { check: device.run_check, with: { a: 1 }, when: { check.state: done } }, every: 5m } }
  - { id: all, each: { in: '{{input.devices}}', as: device, key: '{{device.id}}', at_once: 5 }, steps: [{ id: c, do: device.wipe }] }
  - { id: similar, find: ticket, where: { other.asset: '{{ticket.asset}}' }, at_most: 10 }
cancel_when: { changed: { ticket.state: { to: cancelled } }, when: { ticket.type: request } }
undo_window: 15m
undo_failed: { task: { role: it-director, title: Roll back by hand } }
ends: { done: { requires: [access_provisioned] }, denied: { title: Access denied } }
plan: { id: PLAN_1, summary: 'For {{requester.name}}', risks: [a], mitigation: [b], assumes: [c], compliance: [access-policy], success_criteria: [d], rollback: e, urgency: f, escalation: [it-director], estimate: 4h }
report: resolution-report
`,
  },
  {
    path: 'tree.yaml',
    text: `kind: tree
id: wifi
input: { asset: asset }
start: radio
if_unsure: network-team
loops: { visits: 2, else: network-team }
after_fix: { ask: Does it connect now?, check: device.run_check, with: { check: nmcli }, yes_when: { check.state: connected }, if_yes: solved }
nodes:
  radio: { check: device.run_check, with: { check: radio }, yes_when: { check.state: enabled }, ask: Is Wi-Fi on?, if_yes: kind, if_no: turn-on, if_unsure: info }
  turn-on: { fix: Turn Wi-Fi on., do: device.toggle_wifi, with: { a: 1 }, if_fixed: solved, if_not_fixed: radio }
  kind: { known: asset.wifi_adapter, ask: Where?, choose: [{ id: usb, say: In a USB port, go: info, when: { asset.kind: usb } }, { id: pci, say: Inside, go: info }] }
  info: { collect: { make: text, photo: file }, say: Write it down, next: hand }
  hand: { hand_to: network-team, say: Wait, next: deeper }
  deeper: { tree: vpn, next: { solved: solved, escalated: network-team } }
  again: { tree: vpn, next: network-team }
  fact: { known: asset.managed, if_yes: solved, if_no: network-team }
outcomes: { solved: { result: solved }, network-team: { result: escalated, to: network-team, say: They call you., evidence: all } }
`,
  },
  {
    path: 'service.yaml',
    text: `kind: service
id: disk-cleanup
title: { en: Free up disk space, de: Speicherplatz freigeben }
description: Takes ten minutes.
form: { device: { type: asset, options: '{{requester.assets}}', label: { en: Device, de: Gerät } }, sure: { type: yes_no, one_of: [true] }, days: { type: integer, min: 1, max: 30, default: 7 } }
eligible: { requester.employment: { in: [employee] }, form.device.owner: '{{requester.id}}' }
limits: [{ per: requester, at_most: 2, in: 7d }, { at_once: 100 }]
start: disk-cleanup
with: { asset: '{{form.device}}' }
may_touch: { actions: [device.clean_disk], resource: { asset.owner: '{{requester.id}}' }, at_most: 1 }
pre_approved: { by: it-director, date: 2026-01-15, review: 12 months, cites: [access-policy#reset.1] }
`,
  },
  {
    path: 'agents.yaml',
    text: `kind: agent
id: security-assessment-agent
title: Security Assessment Agent
part: domain
skills:
  security_assessment:
    task: 'Assess {{intent.site}}'
    data: [{ path: context.configs, min_count: 1 }, { path: context.inventory, optional: true }]
---
kind: agent
id: knowledge-agent
title: Knowledge Agent
part: knowledge
task: 'Retrieve context for {{intent.site}}'
---
kind: intent
id: security_assessment
skills: [security-assessment-agent/security_assessment]
knowledge: { when: { intent.needs_context: true } }
tasks: { knowledge: Look, data_query: Fetch }
---
kind: intent
id: cbp_generic
skills: [a/b]
knowledge: always
`,
  },
  {
    path: 'approval-request.en.hbs',
    text: `---
format: text
needs: { approval: approval, requester: person }
subject: 'Approval required: {{approval.question}}'
to: ['{{approval.approver}}']
cc: ['{{requester.id}}']
attachments: [{ from: request.file, as: justification.pdf, optional: true }]
---
Hello
`,
  },
  { path: 'approval-request.de.hbs', text: `---\nsubject: 'Bitte: {{approval.question}}'\n---\nHallo\n` },
  {
    path: 'fixtures.yaml',
    text: `kind: fixtures
id: acme-people
people: { lena: { name: Lena, email: lena@acme.example, groups: [staff], accounts: { jira: '1' }, manager: omar }, omar: {} }
groups: { staff: [all] }
schedules: { on-call: [omar] }
absences: [{ person: omar, from: 2026-03-01T00:00:00Z, until: 2026-03-08T00:00:00Z }]
assets: { laptop-1: { owner: lena, tier: 3 } }
tickets: { IT-1: { state: new } }
articles: [{ id: KB1, title: Wi-Fi, url: 'https://kb.acme.example/1', verified: true, words: [wifi] }]
past_tickets: [{ id: IT-0, workflow: access-fulfilment, summary: Access, outcome: done, minutes: 90, notes: [Fast] }]
secrets: { jira-webhook: hush }
actions: { database.grant: [{ when: { role: admin }, error: denied }, { output: { grant: g1 } }] }
`,
  },
  {
    path: 'test.yaml',
    text: `kind: test
id: production-data
uses: [acme-people]
clock: 2026-03-27T14:00:00+01:00
given: { ticket: { id: IT-200, requester: lena } }
mocks: { database.grant: [{ error: unavailable }, { output: {} }] }
down: [directory]
steps:
  - { event: ticket.created, from: jira, payload: payloads/jira/issue_created.json, headers: { X-Hub-Signature: sha256=1 }, expect: { started: [] } }
  - { event: ticket.updated, data: { id: IT-200 } }
  - { start: access-fulfilment, by: lena, with: { ticket: IT-200 } }
  - { approve: data-access, by: lena, note: ok, expect: { refused: own_request } }
  - { reject: data-access, by: omar }
  - { answer: justify, by: lena, form: { why: work } }
  - { troubleshoot: wifi, by: lena, with: { asset: laptop-1 } }
  - { respond: not_sure, by: lena }
  - { request: disk-cleanup, by: lena, form: { device: laptop-1 } }
  - { did: check, by: omar, outcome: done, form: { ok: true } }
  - { pause: wait a moment, by: lena }
  - { resume: go on, by: lena }
  - { cancel: run, by: lena }
  - { undo: run, by: lena }
  - { after: 8h }
  - { at: 2026-03-28T09:00:00+01:00 }
  - { crash: true }
may: [{ who: dora, do: database.grant, resource: given.request, answer: denied, because: no-mfa }]
`,
  },
];

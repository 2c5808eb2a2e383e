import { trigger } from './scene.ts';

/** A restart that two seats agree to: either of the support team, and the boss. `rest` are further keys of the approval. */
export const approvalFiles = (rest: string, steps = '') => ({
  'trigger.yaml': trigger('wanted', ''),
  'approval.yaml': `
kind: approval
id: restart
question: { en: 'May {{ticket.summary}} be restarted?' }
seats: [{ role: support }, { role: boss }]
need: all
reject: { at: 1, note: required }
stand_in: { absent: [], else: wait, delegate: { to: same_role, times: 1 } }
${rest}
`,
  'access.yaml': `
kind: access
id: printers
roles:
  robot: { title: The desk }
  employee: { from: { group: everybody } }
  support: { title: Support, from: { group: support } }
  boss: { title: Boss, from: { people: [mia, max] } }
grants:
  - { id: robot-restarts, role: robot, allow: [printer.restart, mail.send] }
  - { id: people-ask, role: employee, ask: [printer.restart, mail.send, 'start:*'] }
  - { id: seats, role: support, allow: ['reassign:restart'] }
`,
  'restart.yaml': `
kind: workflow
id: restart
title: Restart a printer
input: { ticket: { type: ticket, optional: true }, printer: { type: text, default: main } }
acts: { as: robot, for: requester }
steps:
  - { id: agree, title: Ask first, approve: restart, outcomes: { expired: { end: expired } } }
${steps}
  - { id: restart, title: Restart it, do: printer.restart, with: { printer: '{{input.printer}}' } }
ends: { done: { title: Restarted } }
`,
  'fixtures.yaml': `
kind: fixtures
id: people
people:
  lena: { name: Lena, email: lena@shop.example, employment: employee, groups: [everybody], accounts: { shop: l1 } }
  sam: { name: Sam, email: sam@shop.example, groups: [everybody, support], accounts: { shop: s1 } }
  tina: { name: Tina, email: tina@shop.example, groups: [everybody, support] }
  mia: { name: Mia, email: mia@shop.example, groups: [everybody] }
  max: { name: Max, email: max@shop.example, groups: [everybody] }
absences: [{ person: max, from: 2026-03-01, until: 2026-04-09 }]
secrets: { shop: s3cret }
actions:
  printer.restart: [{ output: {} }]
  mail.send: [{ output: { message: m-1 } }]
`,
});

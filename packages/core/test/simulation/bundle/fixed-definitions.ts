/** What every simulated desk has: who there is, what is known of tickets, where events come from. */
export const FIXED: { readonly [path: string]: string } = {
  'bundle.yaml': `
kind: bundle
id: simulated
title: A simulated desk
version: 1.0.0
language: 1
settings: { languages: [en], owner: agents }
robot: { role: robot, known_as: { shop: the-desk } }
secrets: [shop]
`,
  'facts.yaml': `
kind: facts
id: simulated
base: itil/1
ticket:
  floor: { type: integer, optional: true }
  kind: { one_of: [plain, asked, refused], optional: true }
  rooms: { type: text, list: true, optional: true }
`,
  'source.yaml': `
kind: source
id: shop
verify: { scheme: token, header: X-Token, secret: shop }
event: { id: /id, time: { time: /at }, actor: { person: { shop: /by } } }
emits:
  - { event: ticket.created, when: { /what: created } }
  - { event: ticket.updated, when: { /what: { in: [updated, both] } } }
  - { event: ticket.commented, when: { /what: { in: [commented, both] } } }
ignore: { /what: ping }
ticket:
  id: /ticket/id
  summary: /ticket/summary
  floor: /ticket/floor
  kind: /ticket/kind
  rooms: /ticket/rooms
  requester: { person: { shop: /ticket/from } }
  state: { from: /ticket/state, map: { open: open, done: resolved, gone: cancelled } }
comment: { id: /comment/id, text: /comment/text }
changes: compare
`,
};

/** People, by what they are for. Accounts at the shop have the same names. */
export const PEOPLE = {
  requesters: ['lena', 'ivy', 'omar'],
  agents: ['ann', 'ben'],
  bosses: ['omar', 'mia'],
  chiefs: ['carl'],
} as const;

export const ROLES = ['agents', 'bosses', 'chiefs'] as const;

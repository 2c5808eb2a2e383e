import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from '../scene/deskbook.ts';

/** Definitions that stand beside those of a new desk: something that must not be done twice, and something that takes its time. */
const MORE = `
kind: action
id: card.charge
title: Charge the cost centre
port: cards
input: { user: person }
output: {}
effect: write
undo: none
timeout: 10m
idempotent: never
---
kind: action
id: card.note
title: Note what was charged
port: cards
input: { user: person }
output: {}
effect: write
undo: none
timeout: 10m
idempotent: by_key
---
kind: workflow
id: charge-and-note
title: Charge, then note it
input: { ticket: ticket }
acts: { as: desk-robot, for: requester }
steps:
  - { id: charge, do: card.charge, with: { user: '{{requester.id}}' } }
  - { id: note, do: card.note, with: { user: '{{requester.id}}' } }
---
kind: trigger
id: on-token-ticket
event: ticket.created
when: { ticket.category: token }
start: charge-and-note
with: { ticket: '{{ticket.id}}' }
---
kind: decision
id: token-request
when: { ticket.category: { in: [token, later] } }
hit: first
sets: { decision: decision }
rules: [{ id: everybody, otherwise: true, then: { decision: ALLOWED } }]
---
kind: access
id: more
grants:
  - { id: desk-charges, role: desk-robot, allow: [card.*] }
  - { id: people-are-charged, role: employee, ask: [card.*] }
---
kind: workflow
id: later
title: Reset it in a while
input: { ticket: ticket }
acts: { as: desk-robot, for: requester }
steps:
  - { id: rest, wait: { for: 20m } }
  - { id: look, task: Have a look, by: { person: '{{requester.id}}' }, within: 2h, outcomes: { declined: hold, timed_out: { end: escalated } } }
---
kind: trigger
id: on-later-ticket
event: ticket.created
when: { ticket.category: later }
start: later
with: { ticket: '{{ticket.id}}' }
throttle: { per: '{{ticket.requester}}', at_most: 1, in: 1h, else: drop }
---
kind: fixtures
id: more-answers
people: { sam: { name: Sam Lee, email: sam@example.com, groups: [service-desk] } }
actions: { card.charge: [{ output: {} }] }
`;

/** Makes a desk in a folder: the one that \`deskbook init\` makes, and more. */
export function makeDesk(folder: string): string {
  const desk = join(folder, 'desk');
  cpSync(inRoot('packages/cli/starter'), desk, { recursive: true });
  writeFileSync(join(desk, 'more.yaml'), MORE.trimStart());
  writeFileSync(join(desk, 'desk.yaml'), 'fixtures: [people, more-answers]\n');
  return desk;
}

/** So many tickets, as CloudEvents, a line each. */
export function writeTickets(path: string, count: number, category: string): string {
  const lines = Array.from({ length: count }, (_, number) => {
    const ticket = { id: `IT-${number}`, summary: 'Help', category, requester: 'ada' };
    return JSON.stringify({ specversion: '1.0', id: `event-${number}`, source: 'example', type: 'ticket.created', time: '2026-03-02T09:00:00Z', data: { ticket } }); // prettier-ignore
  });
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

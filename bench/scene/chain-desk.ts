import { openDesk } from '@deskbook/core';
import type { Desk, DeskOptions, Perform, RawEvent, Store } from '@deskbook/core';
import { fixturePorts, joinFixtures } from '@deskbook/core/testing';
import { check, parse } from '@deskbook/dsl';

const text = (steps: number): string => `kind: bundle
id: chain
title: Chain
version: 0.1.0
language: 1
settings: { languages: [en], owner: service-desk }
robot: { role: desk-robot }
---
kind: access
id: everybody
roles:
  employee: { from: { group: employees } }
  service-desk: { from: { group: service-desk } }
  desk-robot: { from: given }
grants:
  - { id: robot, role: desk-robot, allow: [work.do] }
  - { id: people, role: employee, ask: [work.do, 'start:chain'] }
---
kind: action
id: work.do
title: Do a piece of work
port: actions
input: { piece: text }
output: { answer: text }
effect: write
undo: none
errors: [unavailable]
idempotent: by_key
---
kind: decision
id: all
hit: first
sets: { decision: decision }
rules: [{ id: everybody, otherwise: true, then: { decision: ALLOWED } }]
---
kind: workflow
id: chain
title: Piece after piece
input: { ticket: ticket }
acts: { as: desk-robot, for: requester }
steps:
${Array.from({ length: steps }, (_, index) => `  - { id: s${index}, title: Piece ${index}, do: work.do, with: { piece: '${index} {{ticket.id}}' }, by: { actor: system } }`).join('\n')}
ends: { done: { title: Done } }
---
kind: trigger
id: created
event: ticket.created
start: chain
with: { ticket: '{{ticket.id}}' }
---
kind: fixtures
id: people
people: { ada: { name: Ada Park, email: ada@example.com, groups: [employees] } }
`;

/** A desk whose runs do a number of things, one after the other, each by a port in memory. */
export async function openChain(
  steps: number,
  store: Store,
  { perform, onEntry }: { readonly perform?: Perform; readonly onEntry?: DeskOptions['onEntry'] } = {},
): Promise<Desk> {
  const { bundle, fixtures, diagnostics } = check(parse([{ path: 'chain.yaml', text: text(steps) }]));
  if (bundle === null) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  const ports = fixturePorts(joinFixtures(Object.values(fixtures)), { bundle });
  const done: Perform = async (_, { piece }) => ({
    status: 'done',
    output: { answer: `did ${JSON.stringify(piece)}` },
  });
  return openDesk({ ...ports, perform: perform ?? done, bundle, store, ...(onEntry && { onEntry }) });
}

/** A ticket that starts such a run. */
export function ticketCreated(number: number): RawEvent {
  const body = JSON.stringify({
    specversion: '1.0',
    id: `event-${number}`,
    source: 'bench',
    type: 'ticket.created',
    subject: `T-${number}`,
    time: '2026-03-02T09:00:00Z',
    data: { ticket: { id: `T-${number}`, summary: 'The printer is on fire', requester: 'ada' } },
  });
  return { source: 'cloudevents', headers: {}, body };
}

import { openDesk } from '@deskbook/core';
import type { Desk, DeskOptions, Directory, Perform, RawEvent, Store } from '@deskbook/core';
import { fixturePorts, joinFixtures } from '@deskbook/core/testing';
import { check, parse } from '@deskbook/dsl';

/** What a scene's desk may have besides its bundle and store. */
export interface SceneOptions extends Partial<Pick<DeskOptions, 'perform' | 'onEntry' | 'clock'>> {
  /** Whoever reads of a person waits for this first. */
  readonly beforeReading?: () => Promise<void>;
}

/** An action that answers at once that it was done. */
export const doneAtOnce: Perform = async (_, { piece = '' }) => ({
  status: 'done',
  output: { answer: `did ${JSON.stringify(piece)}` },
});

/** Opens a desk over a bundle written as one text, all its ports in memory. */
export async function openBundle(
  text: string,
  store: Store,
  { beforeReading, ...options }: SceneOptions = {},
): Promise<Desk> {
  const { bundle, fixtures, diagnostics } = check(parse([{ path: 'bench.yaml', text }]));
  if (bundle === null) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  const ports = fixturePorts(joinFixtures(Object.values(fixtures)), { bundle });
  const person: Directory['person'] = async (id) => {
    await beforeReading?.();
    return ports.directory.person(id);
  };
  const directory = beforeReading === undefined ? ports.directory : { ...ports.directory, person };
  return openDesk({ ...ports, directory, perform: doneAtOnce, bundle, store, ...options });
}

/** A ticket that was created. */
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

/** What every scene's bundle has: who is who, an action that does something and one that looks, and that every request is let through. */
export const common = `kind: bundle
id: bench
title: Bench
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
  - { id: robot, role: desk-robot, allow: [work.do, work.look, mail.send] }
  - { id: people, role: employee, ask: [work.do, work.look, mail.send, 'start:*'] }
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
kind: action
id: work.look
title: Look how it is
port: actions
input: { piece: text }
output: { answer: text }
effect: read
idempotent: always
---
kind: decision
id: all
hit: first
sets: { decision: decision }
rules: [{ id: everybody, otherwise: true, then: { decision: ALLOWED } }]
---
kind: fixtures
id: people
people:
  ada: { name: Ada Park, email: ada@example.com, groups: [employees] }
  max: { name: Max Lund, email: max@example.com, groups: [employees, service-desk] }
`;

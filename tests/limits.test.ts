import { describe, expect, test } from 'vitest';
import { memoryStore, openDesk, sqliteStore } from '@deskbook/core';
import type { Desk, Store } from '@deskbook/core';
import { fixturePorts, joinFixtures, virtualClock } from '@deskbook/core/testing';
import { check, exampleFiles, parse } from '@deskbook/dsl';
import { join } from 'node:path';
import { temporaryFolder } from './scene/temporary-folder.ts';

const folder = temporaryFolder();

const text = `kind: bundle
id: rooms
title: Rooms
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
  - { id: robot, role: desk-robot, allow: [room.open] }
  - { id: people, role: employee, ask: [room.open, 'start:open-room'] }
---
kind: action
id: room.open
title: Open a room
port: actions
input: { room: text }
output: {}
effect: write
undo: none
errors: [unavailable]
idempotent: by_key
---
kind: decision
id: rooms
hit: first
sets: { decision: decision }
rules: [{ id: everybody, otherwise: true, then: { decision: ALLOWED } }]
---
kind: workflow
id: open-room
title: Open a room
input: { room: text }
acts: { as: desk-robot, for: requester }
steps:
  - { id: open, title: Open it, do: room.open, with: { room: '{{input.room}}' }, by: { actor: system } }
ends: { done: { title: Open } }
---
kind: service
id: room
title: A room
owner: service-desk
form: { room: { type: text } }
eligible: { requester.id: { known: true } }
limits: [{ per: requester, at_most: 3, in: 7d }, { at_once: 20 }]
start: open-room
with: { room: '{{form.room}}' }
may_touch: { actions: [room.open], at_most: 1 }
pre_approved: { by: service-desk, date: '2026-01-15', review: 12 months }
---
kind: fixtures
id: people
people:
${Array.from({ length: 10 }, (_, number) => `  p${number}: { name: Person ${number}, email: p${number}@example.com, groups: [employees] }`).join('\n')}
`;

async function open(store: Store): Promise<{ readonly desk: Desk; readonly performed: () => number }> {
  const { bundle, fixtures, diagnostics } = check(parse(exampleFiles({ 'rooms.yaml': text })));
  if (bundle === null) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  const clock = virtualClock('2026-03-02T09:00:00Z');
  const ports = fixturePorts(joinFixtures(Object.values(fixtures)), { bundle, clock });
  const desk = await openDesk({ ...ports, bundle, store, clock });
  return { desk, performed: () => ports.calls.filter(({ action }) => action === 'room.open').length };
}

describe('a hundred self-service requests at once', () => {
  test.each([
    ['in memory', () => memoryStore()],
    ['on disk', () => sqliteStore(join(folder, 'limits.db'))],
  ])('stay within each person’s limit and everybody’s, exactly (%s)', async (_, store) => {
    const { desk, performed } = await open(store());
    const had = new Map<string, number>();
    const ask = async (wave: number): Promise<number> => {
      const answers = await Promise.all(
        Array.from({ length: 100 }, async (__, number) => {
          const person = `p${number % 10}`;
          const key = `k${wave}-${number}`;
          return { person, answer: await desk.request('room', { person, key, form: { room: `r${number}` } }) };
        }),
      );
      const granted = answers.filter(({ answer }) => answer.ok);
      for (const { person } of granted) had.set(person, (had.get(person) ?? 0) + 1);
      const refused = answers.flatMap(({ answer }) => (answer.ok ? [] : [answer.code]));
      expect(new Set(refused)).toEqual(new Set(['limit_reached']));
      return granted.length;
    };
    expect(await ask(1)).toBe(20); // as many as may be open at once
    expect(performed()).toBe(0);
    await desk.settle();
    expect(performed()).toBe(20);
    expect(await ask(2)).toBe(10); // what is left of three for each of ten
    await desk.settle();
    expect([...had.values()]).toEqual(Array.from({ length: 10 }, () => 3));
    expect(await ask(3)).toBe(0);
    expect(performed()).toBe(30);
    await desk.close();
  });

  test('the same key asks once, however often it is said', async () => {
    const { desk, performed } = await open(memoryStore());
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => desk.request('room', { person: 'p1', key: 'same', form: { room: 'r' } })),
    );
    expect(new Set(answers.map((answer) => (answer.ok ? answer.run : answer.code))).size).toBe(1);
    await desk.settle();
    expect(performed()).toBe(1);
    await desk.close();
  });
});

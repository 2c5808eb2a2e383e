import { expect, test } from 'vitest';
import { memoryStore } from '@deskbook/core';
import type { Perform } from '@deskbook/core';
import type { Bundle } from '@deskbook/dsl/bundle';
import { hashBundle } from '../../../dsl/src/bundle/hash-bundle.ts';
import { created, openScene, sceneBundle, trigger } from './scene.ts';

const question = { subject: 'lena', action: 'printer.restart', resource: { type: 'printer', id: 'main' } } as const;
const files = { 'trigger.yaml': trigger('restart', '') };
const grants = `
kind: access
id: printers
roles:
  robot: { title: The desk }
  employee: { from: { group: everybody } }
  support: { from: { group: support } }
grants:
  - { id: robot-restarts, role: robot, allow: [printer.restart] }
  - { id: people-may, role: employee, allow: [printer.restart], ask: ['start:*'] }
`;
const opened = sceneBundle({ files: { ...files, 'access.yaml': grants } }).bundle;
const closed = sceneBundle({ files }).bundle;

const typesOf = (store: ReturnType<typeof memoryStore>): readonly string[] =>
  store.entries('desk').map(({ body }) => body.type);

test('another version comes into force whole, while the desk is open, and is journaled', async () => {
  const store = memoryStore();
  const { desk, bundle } = await openScene({ files, store });
  expect((await desk.may(question)).allowed).toBe(false);
  expect(await desk.replace(opened)).toEqual({ ok: true, before: bundle.hash, inForce: opened.hash });
  expect((await desk.may(question)).allowed).toBe(true);
  await desk.replace(bundle);
  expect((await desk.may(question)).allowed).toBe(false);
  expect(typesOf(store).filter((type) => type.startsWith('bundle.'))).toEqual(['bundle.replaced', 'bundle.replaced']);
});

test('a run ends on the graph it began with, and is asked for permission by the newest bundle', async () => {
  const done: string[] = [];
  let release = (): void => {};
  const waits = new Promise<void>((resolve) => (release = resolve));
  const perform: Perform = async (action, { printer }) => {
    await waits;
    done.push(`${action} ${JSON.stringify(printer)}`);
    return { status: 'done', output: {} };
  };
  const { desk, bundle } = await openScene({ files, options: { perform } });
  const receipt = await desk.receive(created(1));
  const moved = sceneBundle({ files: { ...files, 'restart.yaml': `
kind: workflow
id: restart
title: Leave a printer alone
input: { ticket: { type: ticket, optional: true } }
acts: { as: robot, for: requester }
steps: [{ id: look, title: Look, find: ticket, where: { other.state: open }, at_most: 5 }]
ends: { done: { title: Left alone } }
` } }).bundle; // prettier-ignore
  expect(await desk.replace(moved)).toMatchObject({ ok: true });
  release();
  await desk.settle();
  expect(done).toEqual(['printer.restart "main"']);
  const run = receipt.status === 'accepted' ? receipt.started[0]?.run : undefined;
  expect(desk.runs({}).find((each) => each.run === run)).toMatchObject({ bundle: bundle.hash, end: 'done' });
  await desk.receive(created(2));
  await desk.settle();
  expect(done).toHaveLength(1);
  expect(desk.runs({}).at(-1)).toMatchObject({ bundle: moved.hash, end: 'done' });
});

test.each<[string, (bundle: Bundle) => Bundle, RegExp]>([
  ['changed by hand', (bundle) => ({ ...bundle, version: '9.9.9' }), /hash/],
  ['of another desk', (bundle) => rehashed({ ...bundle, id: 'plants' }), /desk of `printers`/],
  ['misshapen', (bundle) => rehashed({ ...bundle, triggers: {} as never }), /triggers/],
  [
    'with a policy that means nothing',
    (bundle) => rehashed({ ...bundle, access: { ...bundle.access, roles: [...bundle.access.roles, ...bundle.access.roles] } }), // prettier-ignore
    /defined twice/,
  ],
])('a bundle %s leaves the one in force where it is, and says so', async (_, change, why) => {
  const store = memoryStore();
  const { desk, bundle } = await openScene({ files, store });
  const result = await desk.replace(change(opened));
  expect(result).toMatchObject({ ok: false, inForce: bundle.hash, reason: expect.stringMatching(why) });
  expect((await desk.may(question)).allowed).toBe(false);
  expect(typesOf(store)).toContain('bundle.refused');
  expect(typesOf(store)).not.toContain('bundle.replaced');
});

test('questions that are being answered are answered by one bundle, whatever comes into force meanwhile', async () => {
  const { desk } = await openScene({ files: { ...files, 'access.yaml': grants } });
  const answers = await Promise.all(
    Array.from({ length: 200 }, async (_, number) => {
      if (number % 10 === 3) await desk.replace(number % 20 === 3 ? closed : opened);
      return desk.may(question);
    }),
  );
  for (const { allowed, reason, basis } of answers) {
    expect(allowed).toBe(reason === 'granted');
    expect(basis?.id).toBe(allowed ? 'people-may' : undefined);
  }
});

test('what comes into force while a question is answered does not answer half of it', async () => {
  const night = `${grants.replace('roles:', 'roles:\n  night: { from: { schedule: night } }')}
denials:
  - { id: not-at-night, role: night, deny: [printer.restart] }
`;
  const people = `
kind: fixtures
id: duty
schedules: { night: [lena] }
`;
  const before = { ...files, 'people-on-duty.yaml': people };
  const next = sceneBundle({ files: { ...before, 'access.yaml': night } }).bundle;
  const { desk, ports } = await openScene({ files: before });
  const { person } = ports.directory;
  Object.assign(ports.directory, {
    person: async (id: string) => {
      if (id === 'omar') await desk.replace(next);
      return person(id);
    },
  });
  const about = { ...question, resource: { type: 'person', id: 'omar' } };
  // The one has no grant, the other denies it to who is on duty: neither says yes.
  expect(await desk.may(about)).toMatchObject({ allowed: false, reason: 'no_grant' });
  expect(await desk.may(about)).toMatchObject({ allowed: false, basis: { id: 'not-at-night' } });
});

test('what comes into force is kept, for the runs that begin on it', async () => {
  const store = memoryStore();
  const { desk } = await openScene({ files, store });
  await desk.replace(opened);
  expect(store.bundle(opened.hash)).not.toBeNull();
});

function rehashed(bundle: Bundle): Bundle {
  return { ...bundle, hash: hashBundle(bundle) };
}

import { describe, expect, test } from 'vitest';
import { memoryStore } from '@deskbook/core';
import { replayStore } from '@deskbook/core/audit';
import type { Desk, Perform } from '@deskbook/core';
import { openScene } from './scene.ts';

/** Restarts, looks, waits ten minutes, restarts again: each in a step of its own, the last two in a run of their own. */
const files = {
  'restart.yaml': `
kind: workflow
id: restart
title: Restart a printer, twice
input: { ticket: { type: ticket, optional: true }, printer: { type: text, default: main } }
acts: { as: robot, for: requester }
steps:
  - { id: restart, do: printer.restart, with: { printer: first } }
  - { id: rest, wait: { for: 10m } }
  - { id: again, run: once, with: { printer: second } }
ends: { done: { title: Restarted } }
---
kind: workflow
id: once
title: Restart it
input: { printer: text }
acts: { as: robot, for: requester }
steps:
  - { id: rest, wait: { for: 10m } }
  - { id: restart, do: printer.restart, with: { printer: '{{input.printer}}' } }
ends: { done: { title: Restarted } }
`,
};
const grant = {
  'pausers.yaml': `
kind: access
id: pausers
roles: { pauser: { from: { people: [sam, tina] } }, once-pauser: { from: { people: [ivy] } } }
grants:
  - { id: pausers-pause, role: pauser, allow: ['pause:restart'] }
  - { id: once-pausers-pause, role: once-pauser, allow: ['pause:once'] }
---
kind: fixtures
id: tina
people: { tina: { name: Tina, groups: [everybody] } }
`,
};
const why = { by: 'lena', reason: 'the office is closed' };

async function begun(perform?: Perform, more: { readonly [path: string]: string } = {}) {
  const store = memoryStore();
  const done: string[] = [];
  const scene = await openScene({ files: { ...files, ...more }, store, options: { perform: perform ?? (async (_, { printer }) => {
    done.push(JSON.stringify(printer));
    return { status: 'done', output: {} };
  }) } }); // prettier-ignore
  const started = await scene.desk.start('restart', { by: 'lena', with: {} });
  return { ...scene, store, done, run: started.ok ? started.run : '' };
}

const later = async ({ desk, clock }: { desk: Desk; clock: { advance: (ms: number) => void } }): Promise<void> => {
  clock.advance(11 * 60_000);
  await desk.settle();
};

test('a paused run begins nothing, however long, and goes on when it is resumed', async () => {
  const scene = await begun();
  const { desk, run, done, store } = scene;
  await desk.settle();
  expect(await desk.pause(run, why)).toEqual({ ok: true, run });
  expect(desk.runs({})).toMatchObject([{ run, status: 'running', paused: true, due: null }]);
  await later(scene);
  await later(scene);
  expect(done).toEqual(['"first"']);
  expect(await desk.resume(run, why)).toEqual({ ok: true, run });
  await desk.settle();
  await later(scene);
  expect(done).toEqual(['"first"', '"second"']);
  expect(desk.runs({})).toMatchObject([{ end: 'done' }, { end: 'done' }]);
  expect(store.entries(`run:${run}`).map(({ body }) => body.type)).toEqual(expect.arrayContaining(['run.paused', 'run.resumed'])); // prettier-ignore
  expect(replayStore(store)).toMatchObject({ ok: true, runs: 2 });
  const told = (await desk.report(run)).timeline.filter(({ code }) => ['paused', 'resumed'].includes(code));
  expect(told).toMatchObject([
    { code: 'paused', who: 'lena', subject: why.reason },
    { code: 'resumed', who: 'lena' },
  ]);
});

test('what is a part of it stands still with it, and another process finds it standing', async () => {
  const scene = await begun();
  const { run, done, store } = scene;
  await scene.desk.settle();
  await later(scene);
  await scene.desk.pause(run, why);
  expect(scene.desk.runs({})).toMatchObject([{ paused: true }, { paused: true, parent: run }]);
  const next = await openScene({ files, store, now: '2026-03-27T16:00:00Z', options: { perform: async (_, { printer }) => {
    done.push(JSON.stringify(printer));
    return { status: 'done', output: {} };
  } } }); // prettier-ignore
  await next.desk.settle();
  expect(done).toEqual(['"first"']);
  await next.desk.resume(run, why);
  await next.desk.settle();
  expect(done).toEqual(['"first"', '"second"']);
});

test('what is in flight comes in, and nothing follows it', async () => {
  let release = (): void => {};
  const done: string[] = [];
  const scene = await begun(async (_, { printer }) => {
    await new Promise<void>((resolve) => (release = resolve));
    done.push(JSON.stringify(printer));
    return { status: 'done', output: {} };
  });
  const settled = scene.desk.settle();
  await new Promise((resolve) => setImmediate(resolve));
  await scene.desk.pause(scene.run, why);
  release();
  await settled;
  expect(done).toEqual(['"first"']);
  expect(scene.store.entries(`run:${scene.run}`).map(({ body }) => body.type)).toContain('effect.done');
  await later(scene);
  expect(scene.desk.runs({})).toHaveLength(1);
});

test('a part that was only beginning when its run was paused stands still with it', async () => {
  const scene = await begun();
  const { desk, run, done, store } = scene;
  await desk.settle();
  scene.clock.advance(11 * 60_000);
  // The second step is being begun while somebody pauses the run.
  const settled = desk.settle();
  await desk.pause(run, why);
  await settled;
  for (let turn = 0; turn < 3; turn += 1) await later(scene);
  expect(done).toEqual(['"first"']);
  await desk.resume(run, why);
  for (let turn = 0; turn < 3; turn += 1) await later(scene);
  expect(done).toEqual(['"first"', '"second"']);
  expect(store.runs({ status: 'open' })).toEqual([]);
});

test('a paused run can be cancelled, which takes back what it did', async () => {
  const { desk, run } = await begun();
  await desk.settle();
  await desk.pause(run, why);
  expect(await desk.cancel(run, why)).toMatchObject({ ok: true });
  await desk.settle();
  expect(desk.runs({})).toMatchObject([{ status: 'ended', end: 'cancelled' }]);
});

test('whoever asked may, others need a grant, and it is done once', async () => {
  const { desk, run } = await begun();
  await desk.settle();
  expect(await desk.pause(run, { ...why, by: 'ivy' })).toMatchObject({ ok: false, code: 'not_yours' });
  expect(await desk.resume(run, why)).toMatchObject({ ok: false, reason: 'it is not paused' });
  await desk.pause(run, why);
  expect(await desk.pause(run, why)).toMatchObject({ ok: false, code: 'refused' });
  expect(await desk.resume(run, { ...why, by: 'ivy' })).toMatchObject({ ok: false, code: 'not_yours' });
  expect(await desk.pause('none', why)).toMatchObject({ ok: false, code: 'no_such_task' });
});

describe('a pause is lifted by whoever made it', () => {
  test('or by somebody with a grant, not by whoever the run is for', async () => {
    const scene = await begun(undefined, grant);
    const { desk, run, done } = scene;
    await desk.settle();
    expect(await desk.pause(run, { ...why, by: 'sam' })).toMatchObject({ ok: true });
    expect(await desk.resume(run, why)).toMatchObject({ ok: false, code: 'not_yours' });
    await later(scene);
    expect(done).toEqual(['"first"']);
    expect(await desk.resume(run, { ...why, by: 'sam' })).toMatchObject({ ok: true });
    await desk.pause(run, { ...why, by: 'sam' });
    expect(await desk.resume(run, { ...why, by: 'tina' })).toMatchObject({ ok: true });
    await desk.pause(run, why);
    expect(await desk.resume(run, { ...why, by: 'tina' })).toMatchObject({ ok: true });
  });

  test('nor of a part, by going on with the whole', async () => {
    const scene = await begun(undefined, grant);
    const { desk, run, done } = scene;
    await desk.settle();
    await later(scene);
    const part = desk.runs({ workflow: 'once' })[0]?.run ?? '';
    expect(await desk.pause(part, { ...why, by: 'ivy' })).toMatchObject({ ok: true });
    await desk.pause(run, why);
    expect(await desk.resume(run, why)).toMatchObject({ ok: true });
    expect(await desk.resume(part, why)).toMatchObject({ ok: false, code: 'not_yours' });
    await later(scene);
    expect(done).toEqual(['"first"']);
    // Neither does a grant for the whole.
    await desk.pause(run, { ...why, by: 'sam' });
    expect(await desk.resume(run, { ...why, by: 'tina' })).toMatchObject({ ok: true });
    await later(scene);
    expect(done).toEqual(['"first"']);
    expect(await desk.resume(part, { ...why, by: 'ivy' })).toMatchObject({ ok: true });
    await desk.settle();
    expect(done).toEqual(['"first"', '"second"']);
  });

  test('and goes with what paused the whole, in its parts', async () => {
    const scene = await begun(undefined, grant);
    const { desk, run, done } = scene;
    await desk.settle();
    await later(scene);
    await desk.pause(run, { ...why, by: 'sam' });
    expect(desk.runs({})).toMatchObject([{ paused: true }, { paused: true }]);
    expect(await desk.resume(desk.runs({ workflow: 'once' })[0]?.run ?? '', why)).toMatchObject({ ok: false });
    // She may pause the whole and not the part alone: that stood still by the same pause.
    await desk.resume(run, { ...why, by: 'tina' });
    await later(scene);
    expect(done).toEqual(['"first"', '"second"']);
  });

  test('and not with another that it was looked at for', async () => {
    const { desk, run, ports } = await begun(undefined, grant);
    await desk.settle();
    await desk.pause(run, why);
    let release = (): void => {};
    const { person } = ports.directory;
    const held = new Promise<void>((resolve) => (release = resolve));
    Object.assign(ports.directory, { person: async (id: string) => held.then(async () => person(id)) });
    const resumed = desk.resume(run, { ...why, by: 'tina' });
    Object.assign(ports.directory, { person });
    expect(await desk.resume(run, why)).toMatchObject({ ok: true });
    await desk.pause(run, { by: 'sam', reason: 'the printer burns' });
    release();
    expect(await resumed).toMatchObject({ ok: false, code: 'refused' });
    expect(desk.runs({})).toMatchObject([{ run, paused: true }]);
  });
});

describe('a run that somebody has paused already', () => {
  test('is paused by another as well, and stands still until both let it go on', async () => {
    const scene = await begun(undefined, grant);
    const { desk, run, done, store } = scene;
    await desk.settle();
    expect(await desk.pause(run, why)).toMatchObject({ ok: true });
    expect(await desk.pause(run, { by: 'sam', reason: 'the printer burns' })).toMatchObject({ ok: true });
    expect(await desk.pause(run, { by: 'sam', reason: 'still' })).toMatchObject({ ok: false, code: 'refused' });
    expect(await desk.resume(run, why)).toMatchObject({ ok: true });
    expect(desk.runs({})).toMatchObject([{ paused: true }]);
    await later(scene);
    expect(done).toEqual(['"first"']);
    // Her own pause is lifted: what is left is not hers to lift.
    expect(await desk.resume(run, why)).toMatchObject({ ok: false, code: 'not_yours' });
    expect(await desk.resume(run, { ...why, by: 'sam' })).toMatchObject({ ok: true });
    for (let turn = 0; turn < 3; turn += 1) await later(scene);
    expect(done).toEqual(['"first"', '"second"']);
    expect(replayStore(store)).toMatchObject({ ok: true, runs: 2 });
  });

  test('goes on at once where somebody with a grant lifts all of them; a cancelled one forgets them', async () => {
    const { desk, run } = await begun(undefined, grant);
    await desk.settle();
    await desk.pause(run, why);
    await desk.pause(run, { ...why, by: 'sam' });
    expect(await desk.resume(run, { ...why, by: 'tina' })).toMatchObject({ ok: true });
    expect(desk.runs({})[0]).not.toHaveProperty('paused');
    await desk.pause(run, why);
    await desk.pause(run, { ...why, by: 'sam' });
    await desk.cancel(run, why);
    await desk.settle();
    expect(desk.runs({})).toMatchObject([{ end: 'cancelled' }]);
  });
});

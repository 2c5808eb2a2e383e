import { describe, expect, test } from 'vitest';
import { memoryStore } from '@deskbook/core';
import type { Desk, Perform, Store } from '@deskbook/core';
import { replayStore } from '@deskbook/core/audit';
import { openScene, sceneBundle } from './scene.ts';

/** A desk that can also refund, and whose support may move runs. */
const access = `
kind: access
id: printers
roles:
  robot: { title: The desk }
  employee: { from: { group: everybody } }
  support: { from: { group: support } }
grants:
  - { id: robot-restarts, role: robot, allow: [printer.restart] }
  - { id: people-ask, role: employee, ask: [printer.restart, 'start:*'] }
  - { id: support-leads, role: support, allow: ['cancel:*', 'undo:*', 'move:*', printer.restart] }
`;

const care = (steps: string): string => `
kind: workflow
id: care
title: Care for a printer
input: {}
acts: { as: robot }
steps:
${steps}
ends: { done: { title: Cared for } }
`;

const first = care(`
  - { id: restart, title: Restart it, do: printer.restart, with: { printer: first } }
  - { id: look, title: Look at it, task: Look at the printer, by: { actor: it_agent, role: support }, outcomes: { declined: continue, timed_out: continue } }
  - { id: again, title: Restart it again, do: printer.restart, with: { printer: second } }
`);

const second = care(`
  - { id: wake, title: Wake it, do: printer.restart, with: { printer: first } }
  - { id: look, title: Look at it, task: Look at the printer, by: { actor: it_agent, role: support }, outcomes: { declined: continue, timed_out: continue } }
  - { id: check, title: Check it, task: Check the printer, by: { actor: it_agent, role: support }, outcomes: { declined: continue, timed_out: continue } }
  - { id: again, title: Restart it again, do: printer.restart, with: { printer: third } }
`);

const why = { by: 'sam', reason: 'the second version checks' };
const map = { restart: 'wake' };

interface Begun {
  readonly desk: Desk;
  readonly store: Store;
  readonly run: string;
  readonly done: string[];
}

async function begun(before = first, after = second, more: { readonly [path: string]: string } = {}): Promise<Begun> {
  const done: string[] = [];
  const perform: Perform = async (_, { printer }, { key }) => {
    done.push(`${JSON.stringify(printer)} under ${key.slice(key.indexOf('/') + 1)}`);
    return { status: 'done', output: {} };
  };
  const store = memoryStore();
  const files = (care: string) => ({ 'access.yaml': access, 'care.yaml': care, ...more });
  const { desk } = await openScene({ files: files(before), store, options: { perform } });
  const started = await desk.start('care', { by: 'lena', with: {} });
  await desk.settle();
  await desk.replace(sceneBundle({ files: files(after) }).bundle);
  return { desk, store, done, run: started.ok ? started.run : '' };
}

const answerAll = async ({ desk }: Begun): Promise<void> => {
  for (const { task } of desk.tasks()) await desk.answer(task, { by: 'sam', outcome: 'done' });
  await desk.settle();
};

test('a run that is moved ends on the new graph; what was done is not done again, and the whole replays', async () => {
  const scene = await begun();
  const { desk, store, run, done } = scene;
  const { to } = (await desk.planMove(run, { map })) ?? {};
  expect(await desk.move(run, { ...why, map })).toMatchObject({ ok: true, run });
  await answerAll(scene);
  expect(desk.tasks()).toMatchObject([{ node: 'check', title: 'Check the printer' }]);
  await answerAll(scene);
  expect(desk.runs({})).toMatchObject([{ end: 'done', bundle: to }]);
  expect(done).toEqual(['"first" under restart', '"third" under again']);
  expect(replayStore(store)).toMatchObject({ ok: true, runs: 1 });
  expect(store.verify()).toMatchObject({ ok: true });
  const moved = store.entries(`run:${run}`).find(({ body }) => body.type === 'run.moved');
  expect(moved).toMatchObject({
    cause: 'person:sam',
    body: { workflow: 'care', map, by: 'sam', reason: why.reason, to },
  });
});

test('its report tells one story, by the names of now and under the keys of then', async () => {
  const scene = await begun();
  await scene.desk.move(scene.run, { ...why, map });
  await answerAll(scene);
  await answerAll(scene);
  const report = await scene.desk.report(scene.run);
  expect(report.missing).toEqual(['the ticket it is about']);
  expect(report.ledger).toMatchObject([
    { node: 'wake', title: 'Wake it', key: `${scene.run}/restart`, result: 'done' },
    { node: 'again', key: `${scene.run}/again`, result: 'done' },
  ]);
  expect(report.timeline.find(({ code }) => code === 'moved')).toMatchObject({ who: 'sam', subject: why.reason });
});

test('another process goes on with it, from the entries alone as from a checkpoint', async () => {
  const { desk, store, run } = await begun();
  await desk.move(run, { ...why, map });
  const files = { 'access.yaml': access, 'care.yaml': second };
  const bare: Store = { ...store, checkpoint: () => null };
  for (const each of [store, bare]) {
    const next = await openScene({ files, store: each });
    expect(await next.desk.planMove(run)).toMatchObject({ inTheWay: [{ code: 'same_graph' }] });
    expect(next.desk.tasks({ run })).toMatchObject([{ node: 'look' }]);
  }
});

test('whoever asked for it may not choose its rules, and nobody without a grant', async () => {
  const { desk, run } = await begun();
  for (const by of ['lena', 'ivy'])
    expect(await desk.move(run, { ...why, by, map })).toMatchObject({ ok: false, code: 'not_yours' });
  expect(await desk.move('none', why)).toMatchObject({ ok: false, code: 'no_such_task' });
  expect(await desk.planMove('none')).toBeNull();
  expect(await desk.whatMay({ subject: 'sam', resource: { type: 'workflow', id: 'care' } })).toContain('move:care');
});

test('what is in the way is said of each step, and nothing is changed', async () => {
  const { desk, store, run } = await begun();
  const before = store.head(`run:${run}`);
  const refused = await desk.move(run, why);
  expect(refused).toMatchObject({
    ok: false,
    code: 'in_the_way',
    reason: 'restart: it has begun, and is not there; look: there it comes after wake, which is not through',
    plan: { steps: [{ from: 'restart', to: null }, { from: 'look', to: 'look' }, { from: 'again', to: 'again' }, { from: null, to: 'wake' }, { from: null, to: 'check' }] }, // prettier-ignore
  });
  expect(await desk.planMove(run, { map: { restrat: 'wake', look: 'nowhere' } })).toMatchObject({
    inTheWay: expect.arrayContaining([
      { node: 'restrat', code: 'unknown_step', reason: 'the run has no such step' },
      { node: 'look', code: 'unknown_step', reason: 'there is no step `nowhere` to be in its place' },
    ]),
  });
  expect(store.head(`run:${run}`)).toEqual(before);
});

test('a workflow that is not there any more, and a run whose bundle is lost', async () => {
  const { desk, store, run } = await begun();
  await desk.replace(sceneBundle({ files: { 'access.yaml': access } }).bundle);
  expect(await desk.planMove(run)).toMatchObject({ inTheWay: [{ node: null, code: 'gone' }] });
  const lost: Store = { ...store, bundle: () => null };
  const next = await openScene({ files: { 'access.yaml': access }, store: lost });
  expect(await next.desk.move(run, why)).toMatchObject({ ok: false, code: 'refused' });
});

test('a worked-out answer of the old graph is no answer on the new one', async () => {
  const sources = (employment: string) =>
    care(`
  - { id: wait, title: Wait, wait: { for: 10m } }
  - { id: restart, title: Restart it, when: { requester.employment: ${employment} }, do: printer.restart, with: { printer: main } }
`);
  let release = (): void => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  const done: string[] = [];
  const files = (employment: string) => ({ 'access.yaml': access, 'care.yaml': sources(employment) });
  const scene = await openScene({
    files: files('employee'),
    options: {
      perform: async (_, { printer }) => {
        done.push(JSON.stringify(printer));
        return { status: 'done', output: {} };
      },
    },
  });
  const { desk, clock } = scene;
  const { ports } = scene;
  const started = await desk.start('care', { by: 'lena', with: {} });
  const run = started.ok ? started.run : '';
  await desk.settle();
  await desk.replace(sceneBundle({ files: files('intern') }).bundle);
  const { person } = ports.directory;
  let ask = (): void => {};
  const asked = new Promise<void>((resolve) => (ask = resolve));
  Object.assign(ports.directory, {
    person: async (id: string) => {
      ask();
      return held.then(async () => person(id));
    },
  });
  clock.advance(11 * 60_000);
  const settled = desk.settle();
  await asked;
  Object.assign(ports.directory, { person });
  expect(await desk.move(run, why)).toMatchObject({ ok: true });
  release();
  await settled;
  await desk.settle();
  expect(done).toEqual([]);
  expect(replayStore(scene.store)).toMatchObject({ ok: true });
  expect(desk.runs({})).toMatchObject([{ end: 'done' }]);
});

describe('what is a part of it', () => {
  const items = (id: string, inner: string, rest: string) =>
    care(`
  - id: ${id}
    title: Each printer
    outcomes: { some_failed: continue, all_failed: continue }
    each: { in: [one, two], as: printer, at_once: 2 }
    steps:
      - { id: ${inner}, title: Restart it, do: printer.restart, with: { printer: '{{printer}}' } }
      - { id: look, title: Look at it, task: Look at the printer, by: { actor: it_agent, role: support }, outcomes: { declined: continue, timed_out: continue } }
${rest}
`);

  test('is moved with it: items of an each, under the names of now', async () => {
    const more = "      - { id: last, title: Once more, do: printer.restart, with: { printer: '{{printer}}' } }";
    const scene = await begun(items('all', 'restart', ''), items('every', 'wake', more));
    const { desk, store, run, done } = scene;
    const parts = desk.runs({ workflow: 'care/all' });
    expect(parts).toHaveLength(2);
    expect(await desk.move(parts[0]?.run ?? '', { ...why, map })).toMatchObject({ ok: false, code: 'in_the_way' });
    expect(await desk.move(run, { ...why, map: { ...map, all: 'every' } })).toMatchObject({
      ok: true,
      plan: { parts: [{ workflow: 'care/every' }, { workflow: 'care/every' }] },
    });
    await answerAll(scene);
    expect(desk.runs({}).map(({ end }) => end)).toEqual(['done', 'done', 'done']);
    expect(done.map((each) => each.replace(/ .*\//u, ' ').replace(' under', ''))).toEqual([
      '"one" restart', '"two" restart', '"one" last', '"two" last',
    ]); // prettier-ignore
    expect(replayStore(store)).toMatchObject({ ok: true, runs: 3 });
    expect((await desk.report(run)).ledger.map(({ result }) => result)).toEqual(['done', 'done', 'done', 'done']);
  });

  test('keeps it, where it cannot be moved', async () => {
    const { desk, run, store } = await begun(items('all', 'restart', ''), items('all', 'wake', ''));
    const heads = [...store.streams('run:')].map((stream) => store.head(stream));
    const refused = await desk.move(run, why);
    expect(refused).toMatchObject({ ok: false, plan: { parts: [{ inTheWay: [{ node: 'restart', code: 'gone' }, {}] }, {}] } }); // prettier-ignore
    expect(refused.plan?.inTheWay).toMatchObject([
      { node: 'all', code: 'part' },
      { node: 'all', code: 'part' },
    ]);
    expect([...store.streams('run:')].map((stream) => store.head(stream))).toEqual(heads);
  });
});

import { describe, expect, test } from 'vitest';
import type { Receipt } from '../../src/index.ts';
import { created, openScene, trigger } from './scene.ts';

const throttled = (otherwise: string, atMost = 3) => ({
  'trigger.yaml': trigger(
    'jam',
    `throttle: { per: '{{ticket.floor}}', at_most: ${atMost}, in: 30m, else: ${otherwise} }`,
  ),
});
const watch = { 'trigger.yaml': trigger('jam', '').replace('start: restart', 'start: watch') };
const updates = { 'trigger.yaml': watch['trigger.yaml'].replace('ticket.created', 'ticket.updated') };
const update = (number: number) => created(1, { id: `u${number}`, what: 'updated' });

const startedIn = (receipts: readonly Receipt[]) =>
  receipts.flatMap((each) => (each.status === 'accepted' ? each.started : []));
const stoppedIn = (receipts: readonly Receipt[]) =>
  receipts.flatMap((each) => (each.status === 'accepted' ? each.notStarted.map(({ reason }) => reason) : []));

describe('a throttle', () => {
  test('is exact under a hundred events at once', async () => {
    const { desk, store } = await openScene({ files: throttled('drop') });
    const receipts = await Promise.all(Array.from({ length: 100 }, (_, number) => desk.receive(created(number))));
    expect(startedIn(receipts)).toHaveLength(3);
    expect(stoppedIn(receipts)).toEqual(Array.from({ length: 97 }, () => 'throttled'));
    expect(desk.runs()).toHaveLength(3);
    expect(store.streams('ticket:')).toHaveLength(100);
    expect(store.verify()).toMatchObject({ ok: true });
  });

  test('counts each thing apart, and forgets after its time', async () => {
    const { desk, clock } = await openScene({ files: throttled('drop', 1) });
    expect(startedIn([await desk.receive(created(1)), await desk.receive(created(2))])).toHaveLength(1);
    expect(startedIn([await desk.receive(created(3, {}, { floor: 2 }))])).toHaveLength(1);
    clock.advance(29 * 60_000);
    expect(startedIn([await desk.receive(created(4))])).toHaveLength(0);
    clock.advance(60_000);
    expect(startedIn([await desk.receive(created(5))])).toHaveLength(1);
  });

  test('of what it counts is not there does not start', async () => {
    const { desk } = await openScene({ files: throttled('drop') });
    expect(await desk.receive(created(1, {}, { floor: null }))).toMatchObject({
      notStarted: [{ reason: 'undecided', missing: ['ticket.floor'] }],
    });
  });

  test('queues what is beyond it, and begins it when there is room', async () => {
    const { desk, clock } = await openScene({ files: throttled('queue', 1) });
    const receipts = [await desk.receive(created(1)), await desk.receive(created(2)), await desk.receive(created(3))];
    expect(startedIn(receipts).map(({ how }) => how)).toEqual(['started', 'queued', 'queued']);
    await desk.settle();
    expect(desk.runs({ status: 'ended' })).toHaveLength(1);
    clock.advance(30 * 60_000);
    await desk.settle();
    expect(desk.runs().map(({ ticket }) => ticket)).toEqual(['T-1', 'T-2']);
    clock.advance(30 * 60_000);
    await desk.settle();
    expect(desk.runs({ status: 'ended' }).map(({ ticket }) => ticket)).toEqual(['T-1', 'T-2', 'T-3']);
    expect(desk.runs().map(({ run }) => run)).toEqual(startedIn(receipts).map(({ run }) => run));
  });

  test('has a person look at what is beyond it, who starts or drops it', async () => {
    const { desk, store } = await openScene({ files: throttled('hold', 1) });
    for (const number of [1, 2, 3]) await desk.receive(created(number));
    const tasks = desk.tasks({ assignee: 'sam' });
    expect(tasks.map(({ kind, details }) => [kind, details['workflow']])).toEqual([
      ['hold', 'restart'],
      ['hold', 'restart'],
    ]);
    const [first, second] = tasks.map(({ task }) => task);
    expect(await desk.answer(first ?? '', { by: 'lena', outcome: 'start' })).toMatchObject({
      ok: false,
      code: 'not_yours',
    });
    expect(await desk.answer(first ?? '', { by: 'nobody', outcome: 'start' })).toMatchObject({
      ok: false,
      code: 'not_yours',
    });
    expect(await desk.answer(first ?? '', { by: 'sam', outcome: 'perhaps' })).toMatchObject({
      ok: false,
      code: 'invalid_outcome',
    });
    expect(await desk.answer(first ?? '', { by: 'sam', outcome: 'start' })).toMatchObject({ ok: true });
    expect(await desk.answer(second ?? '', { by: 'sam', outcome: 'drop', note: 'spam' })).toMatchObject({ ok: true });
    expect(await desk.answer(second ?? '', { by: 'sam', outcome: 'start' })).toMatchObject({
      ok: false,
      code: 'no_such_task',
    });
    await desk.settle();
    expect(desk.runs({ status: 'ended' }).map(({ ticket }) => ticket)).toEqual(['T-1', 'T-2']);
    expect(desk.tasks()).toEqual([]);
    expect(store.entries('desk').map(({ body }) => [body.type, body['outcome']])).toContainEqual([
      'start.answered',
      'drop',
    ]);
  });
});

describe('one run for each thing', () => {
  test('joins the run that is open', async () => {
    const { desk } = await openScene({ files: updates, oneRun: 'join' });
    const receipts = [await desk.receive(update(1)), await desk.receive(update(2))];
    const [first, second] = startedIn(receipts);
    expect(second).toMatchObject({ how: 'joined', run: first?.run });
    expect(desk.runs()).toHaveLength(1);
  });

  test('refuses another', async () => {
    const { desk } = await openScene({ files: updates, oneRun: 'reject' });
    expect(stoppedIn([await desk.receive(update(1)), await desk.receive(update(2))])).toEqual(['rejected']);
  });

  test('replaces the run that is open', async () => {
    const { desk } = await openScene({ files: updates, oneRun: 'replace' });
    const [first, second] = startedIn([await desk.receive(update(1)), await desk.receive(update(2))]);
    expect(second?.how).toBe('started');
    await desk.settle();
    expect(desk.runs({ status: 'ended' })).toMatchObject([{ run: first?.run, end: 'cancelled' }]);
    expect(desk.runs({ status: 'open' })).toMatchObject([{ run: second?.run }]);
    expect(startedIn([await desk.receive(update(3))])[0]?.how).toBe('started');
  });

  test('queues another until the first has ended', async () => {
    const { desk } = await openScene({ files: updates, oneRun: 'queue' });
    const [first, second] = startedIn([await desk.receive(update(1)), await desk.receive(update(2))]);
    expect(second?.how).toBe('queued');
    await desk.settle();
    expect(desk.runs()).toMatchObject([{ run: first?.run }]);
    const [task] = desk.tasks({ assignee: 'sam' });
    expect(await desk.answer(task?.task ?? '', { by: 'sam', outcome: 'done' })).toMatchObject({ ok: true });
    await desk.settle();
    expect(desk.runs()).toMatchObject([
      { run: first?.run, end: 'done' },
      { run: second?.run, status: 'running' },
    ]);
  });

  test('begins what is queued as soon as what it waits for has ended, all in one settle', async () => {
    const restart = `
kind: workflow
id: watch
title: Watch a printer
input: { ticket: { type: ticket, optional: true } }
acts: { as: robot, for: requester }
one_run: { per: '{{ticket.id}}', else: queue }
steps: [{ id: restart, title: Restart it, do: printer.restart, with: { printer: main } }]
`;
    const { desk, ports } = await openScene({ files: { ...updates, 'watch.yaml': restart } });
    const receipts = [1, 2, 3, 4].map((number) => desk.receive(update(number)));
    const runs = startedIn(await Promise.all(receipts)).map(({ run }) => run);
    expect(new Set(runs).size).toBe(4);
    await desk.settle();
    expect(desk.runs().map(({ run, end }) => [run, end])).toEqual(runs.map((run) => [run, 'done']));
    expect(ports.calls).toHaveLength(4);
  });

  test('begins the urgent first of what is queued', async () => {
    const restart = `
kind: workflow
id: watch
title: Watch a printer
input: { ticket: { type: ticket, optional: true } }
acts: { as: robot, for: requester }
priority: { by: ticket.noise, order: [loud, quiet] }
one_run: { per: all, else: queue }
steps: [{ id: restart, title: Restart it, do: printer.restart, with: { printer: '{{ticket.id}}' } }]
`;
    const { desk, ports } = await openScene({ files: { ...watch, 'watch.yaml': restart } });
    for (const [number, floor] of [1, 1, 5, 1, 6].entries()) await desk.receive(created(number, {}, { floor }));
    await desk.settle();
    expect(ports.calls.map(({ input }) => input['printer'])).toEqual(['T-0', 'T-2', 'T-4', 'T-1', 'T-3']);
    expect(desk.runs().map(({ priority }) => priority)).toEqual([1, 0, 0, 1, 1]);
  });

  test('of two triggers of one event is one', async () => {
    const files = { ...watch, 'other.yaml': watch['trigger.yaml'].replace('id: jam', 'id: paper') };
    const { desk } = await openScene({ files, oneRun: 'join' });
    const [first, second] = startedIn([await desk.receive(created(1))]);
    expect([first?.how, second?.how]).toEqual(['started', 'joined']);
    expect(second?.run).toBe(first?.run);
  });

  test('of other things is none of its business', async () => {
    const { desk } = await openScene({ files: watch, oneRun: 'reject' });
    expect(startedIn(await Promise.all([1, 2, 3].map((number) => desk.receive(created(number)))))).toHaveLength(3);
  });
});

test('a start that waited and then goes on with another is journaled as that', async () => {
  const { desk, store, clock } = await openScene({
    files: {
      'trigger.yaml': throttled('queue', 1)['trigger.yaml'].replace('start: restart', 'start: watch'),
      'watch.yaml': `
kind: workflow
id: watch
title: Watch the printers of somebody
input: { ticket: { type: ticket, optional: true } }
acts: { as: robot }
one_run: { per: '{{ticket.requester}}', else: join }
steps:
  - { id: look, title: Look, task: Look at it, by: { role: support }, outcomes: { declined: continue, timed_out: continue } }
ends: { done: { title: Watched } }
`,
    },
  });
  await desk.receive(created(1));
  await desk.settle();
  await desk.answer(desk.tasks()[0]?.task ?? '', { by: 'sam', outcome: 'done' });
  await desk.settle();
  const [second, third] = startedIn([await desk.receive(created(2)), await desk.receive(created(3))]);
  expect([second?.how, third?.how]).toEqual(['queued', 'queued']);
  clock.advance(31 * 60_000);
  await desk.settle();
  expect(desk.runs({ status: 'open' })).toMatchObject([{ run: second?.run }]);
  const told = store.entries('desk').map(({ body }) => body);
  expect(told).toContainEqual({ type: 'start.joined', run: third?.run, into: second?.run, workflow: 'watch', requester: 'lena' }); // prettier-ignore
  expect(store.verify()).toMatchObject({ ok: true });
});

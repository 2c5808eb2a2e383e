import { describe, expect, test } from 'vitest';
import { memoryStore, openDesk } from '../../src/index.ts';
import { mortal } from '../execution/mortal.ts';
import { created, message, openScene, trigger } from '../desk/scene.ts';

/** What comes in: whom it is for, what it is kept under, and what no message may do. */

const onUpdate = { 'trigger.yaml': trigger('jam', '').replace('ticket.created', 'ticket.updated') };
const onCreate = { 'trigger.yaml': trigger('jam', '') };
const updated = (number: number, rest: Parameters<typeof created>[1], ticket: Parameters<typeof created>[2]) =>
  created(number, { what: 'updated', ...rest }, ticket);

describe('whom a run is for', () => {
  test('who touches the ticket of somebody nobody knows does not lend it their rights', async () => {
    const { desk, ports } = await openScene({ files: onUpdate });
    await desk.receive(updated(1, { by: 's1' }, { from: 'stranger' }));
    await desk.settle();
    expect(desk.runs()).toMatchObject([{ requester: null }]);
    expect(ports.calls).toEqual([]);
  });

  test('nor who touches a ticket that names nobody', async () => {
    const { desk, ports } = await openScene({ files: onUpdate });
    await desk.receive(updated(1, { by: 's1' }, { from: null }));
    await desk.settle();
    expect(desk.runs()).toMatchObject([{ requester: null }]);
    expect(ports.calls).toEqual([]);
  });

  test('a new ticket that names nobody is from whoever made it', async () => {
    const { desk } = await openScene({ files: onCreate });
    await desk.receive(created(1, { by: 's1' }, { from: null }));
    expect(desk.runs()).toMatchObject([{ requester: 'sam' }]);
  });

  test('who cannot be found just now is waited for', async () => {
    const files = { ...onCreate, 'request.yaml': '', 'class.yaml': CLASSIFY_ALL };
    const { desk, ports } = await openScene({ files });
    ports.setDown('directory', true);
    expect(await desk.receive(created(1))).toMatchObject({
      started: [],
      notStarted: [{ reason: 'undecided', missing: ['ticket.requester', 'event.actor'] }],
    });
    await desk.settle();
    expect(desk.runs()).toEqual([]);
    ports.setDown('directory', false);
    await desk.settle();
    expect(desk.runs()).toMatchObject([{ requester: 'lena', end: 'done' }]);
  });
});

const CLASSIFY_ALL = `
kind: decision
id: printer-request
hit: first
sets: { decision: decision }
rules:
  - { id: rest, otherwise: true, then: { decision: ALLOWED } }
`;

test('a ticket is kept under its own id, whatever a CloudEvent calls its subject', async () => {
  const { desk, store } = await openScene();
  const event = {
    specversion: '1.0',
    id: 'c1',
    source: 'forms',
    type: 'ticket.created',
    subject: 'tickets/T-7',
    time: '2026-03-27T13:00:00Z',
    data: { ticket: { id: 'T-7', summary: 'Paper jam' } },
  };
  await desk.receive({ source: 'cloudevents', headers: {}, body: JSON.stringify(event) });
  expect(store.ticket('T-7')).toMatchObject({ facts: { ticket: { id: 'T-7' } } });
  expect(store.ticket('tickets/T-7')).toBeNull();
  expect(store.streams('ticket:')).toEqual(['ticket:T-7']);
});

describe('a message no journal can hold is refused or taken in, and stops nothing', () => {
  test.each([
    ['a number beyond all numbers', '{"id":"e1","at":"2026-03-27T13:59:00Z","what":"created","by":"l1","ticket":{"id":"T-1","floor":1e999}}'], // prettier-ignore
    ['one as an id', '{"id":1e999,"at":"2026-03-27T13:59:00Z","what":"created","by":"l1","ticket":{"id":"T-1"}}'],
    ['half a character', '{"id":"e1","at":"2026-03-27T13:59:00Z","what":"created","by":"l1","ticket":{"id":"T-1","summary":"\\ud800"}}'], // prettier-ignore
    ['the key __proto__', '{"id":"e1","__proto__":{"what":"created"},"ticket":{"id":"T-1"}}'],
    ['nothing but depth', '['.repeat(100_000)],
  ])('%s', async (_, body) => {
    const { desk, store } = await openScene();
    const receipt = await desk.receive({ source: 'shop', headers: { 'x-token': 's3cret' }, body });
    expect(['accepted', 'rejected']).toContain(receipt.status);
    expect(await desk.receive(created(2))).toMatchObject({ status: 'accepted' });
    expect(store.verify()).toMatchObject({ ok: true });
  });

  test('numbers a host hands over that are none', async () => {
    const { desk } = await openScene();
    const data = { ticket: { id: 'T-1', age: Number.NaN } };
    const event = { specversion: '1.0', id: 'c1', source: 'x', type: 'ticket.created', subject: null, time: '2026-03-27T13:00:00Z', data }; // prettier-ignore
    expect(await desk.receive(event as never)).toMatchObject({ status: 'rejected' });
  });

  test('of one that is too large only the beginning is kept', async () => {
    const { desk, store } = await openScene();
    await desk.receive({ ...message({}), body: `"${'x'.repeat(2_000_000)}"` });
    const [letter] = store.deadLetters();
    expect(letter).toMatchObject({ code: 'too_large' });
    expect(letter?.body.length).toBeLessThanOrEqual(10_000);
  });

  test('secrets in headers are not kept, however they are spelled', async () => {
    const { desk, store } = await openScene();
    await desk.receive({ source: 'shop', headers: { Authorization: 'Bearer s3cret', 'X-Token': 's3cret' }, body: '{' });
    expect(JSON.stringify(store.deadLetters())).not.toContain('s3cret');
  });
});

const QUICK = `
kind: service
id: quick
title: Watch it for me
form: { printer: { type: text, one_of: [main, second] } }
eligible: { requester.employment: employee }
limits: LIMITS
start: mine
may_touch: { actions: [printer.restart], at_most: 1 }
pre_approved: { by: support, date: '2026-01-15' }
`;
const MINE = `
kind: workflow
id: mine
title: Watch
input: {}
acts: { as: robot }
one_run: { per: '{{requester.id}}', else: queue }
steps:
  - { id: look, title: Look at it, task: Look, by: { actor: it_agent, role: support }, outcomes: { declined: continue, timed_out: continue } }
ends: { done: { title: Watched } }
`;
const services = (limits: string) => ({ 'quick.yaml': QUICK.replace('LIMITS', limits), 'mine.yaml': MINE });
const ask = (person: string, key: string) => ({ person, key, form: { printer: 'main' } });

describe('a request that has to wait', () => {
  test('counts under limits in time', async () => {
    const { desk } = await openScene({ files: services('[{ per: requester, at_most: 2, in: 1d }]') });
    expect(await desk.request('quick', ask('lena', '1'))).toMatchObject({ ok: true, how: 'started' });
    expect(await desk.request('quick', ask('lena', '2'))).toMatchObject({ ok: true, how: 'queued' });
    expect(await desk.request('quick', ask('lena', '3'))).toMatchObject({ ok: false, code: 'limit_reached' });
  });

  test('goes on waiting where others have all there is at once, and the desk comes to rest', async () => {
    const { desk } = await openScene({ files: services('[{ at_once: 2 }]') });
    await desk.request('quick', ask('lena', '1'));
    await desk.request('quick', ask('lena', '2'));
    const [first] = desk.tasks();
    await desk.settle();
    const [task] = desk.tasks();
    expect(first ?? task).toBeDefined();
    await desk.request('quick', ask('sam', '1'));
    await desk.answer(task?.task ?? '', { by: 'sam', outcome: 'done' });
    // The first has ended, and before the second begins somebody else takes the place.
    const ended = await desk.request('quick', ask('sam', '2'));
    expect(ended).toMatchObject({ ok: true });
    await desk.settle();
    const open = desk.runs({ status: 'open' });
    expect(open.length).toBeLessThanOrEqual(2);
    for (const { task: each } of desk.tasks()) await desk.answer(each, { by: 'sam', outcome: 'done' });
    await desk.settle();
    for (const { task: each } of desk.tasks()) await desk.answer(each, { by: 'sam', outcome: 'done' });
    await desk.settle();
    expect(desk.runs({ status: 'open' })).toEqual([]);
    expect(desk.runs({ status: 'ended' })).toHaveLength(4);
  });
});

/** A run that waits for just the event by which its place is taken. */
const WAITING = `
kind: workflow
id: watch
title: Watch a printer
input: { ticket: { type: ticket, optional: true } }
acts: { as: robot }
one_run: { per: '{{ticket.id}}', else: replace }
steps: [{ id: look, title: Wait for news, wait: { event: ticket.updated, match: { ticket.id: '{{ticket.id}}' } } }]
ends: { done: { title: Watched } }
`;

test.each([
  ['before', 'a task', {}],
  ['after', 'a task', {}],
  ['before', 'that event', { 'watch.yaml': WAITING }],
  ['after', 'that event', { 'watch.yaml': WAITING }],
] as const)(
  'a run whose place is taken does not go on beside the other, whenever the process dies (%s a commit, waiting for %s)',
  async (when, _, more) => {
    const files = { 'trigger.yaml': onUpdate['trigger.yaml'].replace('start: restart', 'start: watch'), ...more };
    for (let at = 1; at <= 3; at += 1) {
      const store = memoryStore();
      const { desk, bundle, ports, clock } = await openScene({ files, oneRun: 'replace', store });
      await desk.receive(updated(1, { id: 'a' }, {}));
      await desk.settle();
      const process = mortal(store, ports.perform, { at, when });
      const dying = await openDesk({ ...ports, clock, bundle, store: process.store });
      await Promise.race([dying.receive(updated(1, { id: 'b' }, {})), process.death]);
      const next = await openDesk({ ...ports, clock, bundle, store });
      await next.settle();
      expect(next.runs({ status: 'open' })).toHaveLength(1);
      const ends = next.runs({ status: 'ended' }).map(({ end }) => end);
      expect(ends).toEqual(ends.map(() => 'cancelled'));
    }
  },
);

test('a CloudEvent in the name of a vendor does not take the place of the vendor’s own message', async () => {
  const { desk } = await openScene({ files: onCreate });
  const data = { ticket: { id: 'T-9' } };
  const event = { specversion: '1.0', id: 'e1', source: 'shop', type: 'ticket.created', time: '2026-03-27T13:00:00Z', data }; // prettier-ignore
  const raw = { source: 'cloudevents', headers: {}, body: JSON.stringify(event) };
  expect(await desk.receive(raw)).toMatchObject({ status: 'rejected', rejection: { pointer: '/source' } });
  expect(await desk.receive(created(1))).toMatchObject({ status: 'accepted', started: [{ trigger: 'jam' }] });
});

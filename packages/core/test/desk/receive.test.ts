import { describe, expect, test } from 'vitest';
import { effectMarker } from '../../src/index.ts';
import { created, message, openScene, trigger } from './scene.ts';

const restart = { 'trigger.yaml': trigger('jam', '') };
const watch = { 'trigger.yaml': trigger('jam', '').replace('start: restart', 'start: watch') };
const at = (minute: number): string => `2026-03-27T13:${String(minute).padStart(2, '0')}:00Z`;

describe('an event that is taken in', () => {
  test('starts a run, in one commit with the event and the ticket, and nothing is performed before the desk settles', async () => {
    const { desk, store, ports, told } = await openScene({ files: restart });
    const receipt = await desk.receive(created(1));
    expect(receipt).toMatchObject({
      status: 'accepted',
      started: [{ trigger: 'jam', workflow: 'restart', how: 'started' }],
    });
    const [run] = desk.runs();
    expect(run).toMatchObject({
      workflow: 'restart',
      ticket: 'T-1',
      requester: 'lena',
      status: 'running',
      cause: 'event:shop/e1',
    });
    expect(store.ticket('T-1')).toMatchObject({
      time: '2026-03-27T13:59:00.000Z',
      facts: { ticket: { id: 'T-1', summary: 'Paper jam', state: 'open', requester: 'lena', noise: 'quiet' } },
    });
    expect(told).toEqual([{ run: run?.run, type: 'run.started' }]);
    expect(ports.calls).toEqual([]);
    await desk.settle();
    expect(ports.calls.map(({ action }) => action)).toEqual(['printer.restart']);
    expect(desk.runs({ status: 'ended' })).toMatchObject([{ end: 'done' }]);
    expect(store.verify()).toMatchObject({ ok: true });
  });

  test('is journaled with what was decided and what each trigger did', async () => {
    const files = { ...restart, 'other.yaml': trigger('loud', 'when: { ticket.noise: loud }') };
    const { desk, store } = await openScene({ files });
    await desk.receive(created(1));
    const [entry] = store.entries('ticket:T-1');
    expect(entry?.cause).toBe('event:shop/e1');
    expect(entry?.body).toMatchObject({
      type: 'event.received',
      decided: [{ decision: 'noise', outcome: 'decided', values: { 'ticket.noise': 'quiet' } }],
      classification: { decision: 'ALLOWED' },
      started: [{ trigger: 'jam' }],
      notStarted: [{ trigger: 'loud', reason: 'condition' }],
    });
  });

  test('is a duplicate the second time, and changes nothing', async () => {
    const { desk, store } = await openScene({ files: restart });
    await desk.receive(created(1));
    const before = store.streams('').map((stream) => store.head(stream));
    expect(await desk.receive(created(1))).toEqual({ status: 'duplicate', source: 'shop', id: 'e1' });
    expect(store.streams('').map((stream) => store.head(stream))).toEqual(before);
  });

  test('that comes a hundred times at once is taken in once', async () => {
    const { desk } = await openScene({ files: restart });
    const receipts = await Promise.all(Array.from({ length: 100 }, () => desk.receive(created(1))));
    expect(receipts.filter(({ status }) => status === 'accepted')).toHaveLength(1);
    expect(desk.runs()).toHaveLength(1);
  });

  test('that is two events is both, each once', async () => {
    const { desk, store } = await openScene({ files: restart });
    const both = created(1, { what: 'both', comment: { id: 'c1', text: 'Any news?' } });
    const receipt = await desk.receive(both);
    expect(receipt).toMatchObject({
      status: 'accepted',
      events: [{ type: 'ticket.updated' }, { type: 'ticket.commented' }],
    });
    expect(store.entries('ticket:T-1')).toHaveLength(2);
    expect(await desk.receive(both)).toMatchObject({ status: 'duplicate' });
  });

  test('without a ticket goes into the chain of the desk', async () => {
    const { desk, store } = await openScene();
    const event = {
      specversion: '1.0',
      id: '1',
      source: 'x',
      type: 'hello',
      time: at(0),
      data: { comment: { id: 'c', text: 'hi' } },
    };
    await desk.receive({ source: 'cloudevents', headers: {}, body: JSON.stringify(event) });
    expect(store.entries('desk').map(({ body }) => body.type)).toEqual(['event.received']);
    expect([...store.tickets()]).toEqual([]);
  });
});

describe('what is not taken in', () => {
  test('is kept whole but for its secrets, stops nothing else, and is kept once', async () => {
    const { desk, store } = await openScene({ files: restart });
    const bad = {
      ...created(1),
      body: '{"what": "created", ',
      headers: { 'x-token': 's3cret', cookie: 'c', 'x-id': '7' },
    };
    const receipt = await desk.receive(bad);
    expect(receipt).toMatchObject({ status: 'rejected', rejection: { code: 'not_json' } });
    await desk.receive(bad);
    expect(store.deadLetters()).toMatchObject([
      {
        source: 'shop',
        code: 'not_json',
        body: bad.body,
        headers: { 'x-token': '(not kept)', cookie: '(not kept)', 'x-id': '7' },
      },
    ]);
    expect(store.entries('desk').map(({ body }) => body.type)).toEqual(['event.rejected']);
    expect(await desk.receive(created(2))).toMatchObject({ status: 'accepted', started: [{ trigger: 'jam' }] });
  });

  test.each([
    ['a wrong signature', message({}, { 'x-token': 'wrong' }), 'bad_signature'],
    ['no signature', message({}, {}), 'bad_signature'],
    ['malformed ticket data', created(1, {}, { floor: 'third' }), 'invalid_event'],
    ['a state nobody mapped', created(1, {}, { state: 'exploded' }), 'not_mapped'],
    ['an unknown source', { ...created(1), source: 'market' }, 'unknown_source'],
  ])('%s leaves a dead letter', async (_, raw, code) => {
    const { desk, store } = await openScene({ files: restart });
    expect(await desk.receive(raw)).toMatchObject({ status: 'rejected', rejection: { code } });
    expect(store.deadLetters()).toMatchObject([{ code, body: raw.body }]);
    expect(desk.runs()).toEqual([]);
  });

  test('what a source ignores leaves nothing', async () => {
    const { desk, store } = await openScene();
    expect(await desk.receive(message({ what: 'ping' }))).toMatchObject({ status: 'ignored', source: 'shop' });
    expect(store.streams('')).toEqual([]);
  });
});

describe('when the directory is down', () => {
  test('the event is accepted, the person is left open, and what needs to know them does not start', async () => {
    const files = { ...restart, 'lena.yaml': trigger('for-employees', 'when: { requester.employment: employee }') };
    const { desk, store, ports } = await openScene({ files });
    ports.setDown('directory', true);
    const receipt = await desk.receive(created(1));
    expect(receipt).toMatchObject({
      status: 'accepted',
      event: {
        data: {
          unresolved: [{ fact: 'ticket.requester', account: 'l1', reason: 'unavailable' }, { fact: 'event.actor' }],
        },
      },
      started: [],
      notStarted: [
        { trigger: 'for-employees', reason: 'undecided', missing: ['requester.employment'] },
        { trigger: 'jam', reason: 'undecided', missing: ['ticket.requester', 'event.actor'] },
      ],
    });
    expect(store.entries('ticket:T-1')[0]?.body).toMatchObject({ classification: { decision: 'MISSING' } });
    await desk.settle();
    expect(ports.calls).toEqual([]);
  });

  test('what it could not decide is decided once it is back, and only once', async () => {
    // Looking at it is nobody's request, and does not wait.
    const files = { ...watch, 'lena.yaml': trigger('for-employees', 'when: { requester.employment: employee }') };
    const { desk, store, ports } = await openScene({ files });
    ports.setDown('directory', true);
    expect(await desk.receive(created(1))).toMatchObject({ started: [{ trigger: 'jam' }] });
    await desk.settle();
    expect(desk.runs()).toHaveLength(1);
    ports.setDown('directory', false);
    await desk.settle();
    await desk.settle();
    expect(desk.runs().map(({ requester }) => requester)).toEqual([null, 'lena']);
    expect(store.entries('ticket:T-1').map(({ body }) => body.type)).toEqual(['event.received', 'event.reconsidered']);
    expect(store.ticket('T-1')?.facts).toMatchObject({ ticket: { requester: 'lena' } });
    expect(store.parked('postponed')).toEqual([]);
    expect(await desk.receive(created(1))).toMatchObject({ status: 'duplicate' });
  });

  test('an account of nobody stays nobody', async () => {
    const files = { 'lena.yaml': trigger('for-employees', 'when: { requester.employment: employee }') };
    const { desk, ports } = await openScene({ files });
    ports.setDown('directory', true);
    await desk.receive(created(1, { by: 'ghost' }, { from: 'ghost' }));
    ports.setDown('directory', false);
    await desk.settle();
    expect(desk.runs()).toEqual([]);
  });
});

describe('changes', () => {
  const changed = (rest: string) => ({
    'trigger.yaml': trigger('change', rest).replace('ticket.created', 'ticket.updated'),
  });
  const started = (receipt: object) => ('started' in receipt ? (receipt.started as { trigger: string }[]).length : -1);
  const update = (number: number, minute: number, ticket: object) =>
    created(1, { id: `u${number}`, what: 'updated', at: at(minute) }, { ...ticket });

  test('start what asks for them once, not at every later update', async () => {
    const { desk } = await openScene({ files: changed('changed: { ticket.state: { to: resolved } }') });
    await desk.receive(created(1, { at: at(1) }));
    expect(started(await desk.receive(update(2, 2, { state: 'done' })))).toBe(1);
    expect(started(await desk.receive(update(3, 3, { state: 'done' })))).toBe(0);
  });

  test('an event older than the record changes nothing, and does not set the record back', async () => {
    const { desk, store } = await openScene({ files: changed('changed: ticket.state') });
    await desk.receive(created(1, { at: at(10) }, { state: 'done' }));
    expect(started(await desk.receive(update(2, 5, { state: 'open' })))).toBe(0);
    expect(store.ticket('T-1')).toMatchObject({
      time: '2026-03-27T13:10:00.000Z',
      facts: { ticket: { state: 'resolved' } },
    });
  });

  test('of a fact that a decision sets are those of what it decides', async () => {
    const { desk } = await openScene({ files: changed('changed: { ticket.noise: { from: quiet, to: loud } }') });
    await desk.receive(created(1, { at: at(1) }, { floor: 1 }));
    expect(started(await desk.receive(update(2, 2, { floor: 2 })))).toBe(0);
    expect(started(await desk.receive(update(3, 3, { floor: 4 })))).toBe(1);
    expect(started(await desk.receive(update(4, 4, { floor: 5 })))).toBe(0);
  });

  test('what an event leaves out stays as it was recorded', async () => {
    const { desk, store } = await openScene();
    await desk.receive(created(1, { at: at(1) }, { floor: 4 }));
    await desk.receive(
      message({ id: 'c', what: 'commented', at: at(2), ticket: { id: 'T-1' }, comment: { id: 'c1', text: 'x' } }),
    );
    expect(store.ticket('T-1')?.facts).toMatchObject({ ticket: { floor: 4, noise: 'loud', summary: 'Paper jam' } });
  });
});

describe('what the desk did itself', () => {
  const loop = (own: string) => ({
    'trigger.yaml': trigger('again', `own_events: ${own}`).replace('ticket.created', 'ticket.commented'),
  });
  const comment = (number: number, run: string) =>
    message({
      id: `c${number}`,
      what: 'commented',
      by: 'robot-account',
      ticket: { id: 'T-1', summary: 'Paper jam' },
      comment: { id: `c${number}`, text: `Restarted. ${effectMarker(`${run}/restart`)}` },
    });

  test('starts nothing, unless a trigger allows it', async () => {
    const { desk } = await openScene({ files: loop('ignore') });
    const receipt = await desk.receive(comment(1, 'none'));
    expect(receipt).toMatchObject({
      event: { data: { own: { run: '', hops: 1 } } },
      notStarted: [{ trigger: 'again', reason: 'own_event' }],
    });
  });

  test('a loop of triggers is cut after its hops', async () => {
    const { desk } = await openScene({ files: loop('{ hops: 3 }') });
    await desk.receive(
      message({
        id: 'c0',
        what: 'commented',
        ticket: { id: 'T-1', summary: 'x' },
        comment: { id: 'c0', text: 'Please' },
      }),
    );
    const hops: unknown[] = [];
    for (let number = 1; number <= 6; number += 1) {
      const receipt = await desk.receive(comment(number, desk.runs().at(-1)?.run ?? ''));
      hops.push(receipt.status === 'accepted' ? [receipt.event.data.own?.hops, receipt.started.length] : receipt);
    }
    expect(hops).toEqual([
      [1, 1],
      [2, 1],
      [3, 1],
      [4, 0],
      [4, 0],
      [4, 0],
    ]);
    expect(desk.runs()).toHaveLength(4);
  });

  test('by its account alone is put down to the last run on that ticket', async () => {
    const { desk } = await openScene({ files: { ...restart, ...loop('ignore'), 'trigger2.yaml': trigger('jam', '') } });
    await desk.receive(created(1));
    const receipt = await desk.receive(
      message({ id: 'u', what: 'updated', by: 'robot-account', ticket: { id: 'T-1' } }),
    );
    expect(receipt).toMatchObject({ event: { data: { own: { run: desk.runs()[0]?.run, hops: 1 } } } });
  });
});

describe('triggers', () => {
  test('in shadow and retired start nothing and say so', async () => {
    const files = { 'a.yaml': trigger('dark', 'state: shadow'), 'b.yaml': trigger('gone', 'state: retired') };
    const { desk, store } = await openScene({ files });
    expect(await desk.receive(created(1))).toMatchObject({
      started: [],
      notStarted: [
        { trigger: 'dark', reason: 'shadow' },
        { trigger: 'gone', reason: 'retired' },
      ],
    });
    expect(store.entries('ticket:T-1')[0]?.body['shadow']).toEqual([
      { trigger: 'dark', workflow: 'restart', input: { printer: 'main', ticket: 'T-1' } },
    ]);
  });

  test('whose values are not there do not start', async () => {
    const files = {
      'a.yaml': trigger('floor', '').replace("{ ticket: '{{ticket.id}}' }", "{ printer: '{{ticket.number}}' }"),
    };
    const { desk } = await openScene({ files });
    expect(await desk.receive(created(1))).toMatchObject({ started: [{ trigger: 'floor' }] });
    const strict = { 'a.yaml': files['a.yaml'], 'restart.yaml': RESTART_STRICT };
    const scene = await openScene({ files: strict });
    expect(await scene.desk.receive(created(1))).toMatchObject({
      started: [],
      notStarted: [{ trigger: 'floor', reason: 'undecided', missing: ['ticket.number'] }],
    });
  });
});

const RESTART_STRICT = `
kind: workflow
id: restart
title: Restart a printer
input: { printer: text }
acts: { as: robot, for: requester }
steps:
  - { id: restart, title: Restart it, do: printer.restart, with: { printer: '{{input.printer}}' } }
ends: { done: { title: Restarted } }
`;

import { describe, expect, test } from 'vitest';
import { memoryStore } from '../../src/index.ts';
import { dyingStore } from './dying-store.ts';
import { happens, onClock, openSlaScene, shop, sla, toldOf } from './sla-scene.ts';

const at = (time: string): string => `2026-03-27T${time}:00.000Z`;
const warned = { 'sla.yaml': sla(), 'warned.yaml': onClock('warned', 'sla.warning') };
const both = { ...warned, 'missed.yaml': onClock('missed', 'sla.breached') };

describe('a clock that is due', () => {
  test('tells of its warning and its breach, each with its own instant, and triggers start', async () => {
    const { desk, store, clock, ports } = await openSlaScene({ files: both });
    await desk.receive(shop('created', '14:00'));
    await desk.settle();
    expect(toldOf(store)).toEqual([]);
    expect(desk.nextDue()).toBe('2026-03-27T14:11:15.000Z');
    clock.set('2026-03-27T14:11:15.000Z');
    await desk.settle();
    clock.set(at('14:15'));
    await desk.settle();
    expect(toldOf(store)).toEqual([
      { type: 'sla.warning', sla: 'incident', clock: 'response', share: 75, late: 0, time: '2026-03-27T14:11:15.000Z', at: '2026-03-27T14:11:15.000Z' }, // prettier-ignore
      { type: 'sla.breached', sla: 'incident', clock: 'response', share: 100, late: 0, time: at('14:15'), at: at('14:15') }, // prettier-ignore
    ]);
    expect(ports.calls.map(({ input }) => input['printer'])).toEqual(['response at 75', 'response at 100']);
    expect(desk.nextDue()).toBe(at('17:00'));
  });

  test('tells nothing twice, however often one looks', async () => {
    const { desk, store, clock, ports } = await openSlaScene({ files: both });
    await desk.receive(shop('created', '14:00'));
    clock.set(at('14:20'));
    await desk.settle();
    await desk.settle();
    expect(toldOf(store)).toHaveLength(2);
    expect(ports.calls).toHaveLength(2);
  });

  test('is late where the desk was down, in the order of the instants, over all tickets', async () => {
    const { desk, store, clock } = await openSlaScene({ files: both });
    await desk.receive(shop('created', '14:00'));
    clock.set(at('14:04'));
    await desk.receive(shop('created', '14:02', { id: 'T-2' }));
    clock.set(at('14:30'));
    await desk.settle();
    const told = ['T-1', 'T-2'].flatMap((ticket) =>
      toldOf(store, ticket).map(({ time, late, at: journaled }) => [ticket, time, late, journaled]),
    );
    expect(told).toEqual([
      ['T-1', '2026-03-27T14:11:15.000Z', 1_125_000, at('14:30')],
      ['T-1', at('14:15'), 900_000, at('14:30')],
      ['T-2', '2026-03-27T14:13:15.000Z', 1_005_000, at('14:30')],
      ['T-2', at('14:17'), 780_000, at('14:30')],
    ]);
    const order = desk.runs().map(({ ticket, cause }) => [ticket, cause.includes('breached') ? 'breached' : 'warning']);
    expect(order).toEqual([['T-1', 'warning'], ['T-2', 'warning'], ['T-1', 'breached'], ['T-2', 'breached']]); // prettier-ignore
  });

  test('starts what its condition asks for', async () => {
    const files = {
      'sla.yaml': sla('').replace('[75%]', '[50%, 90%]'),
      'late.yaml': onClock('nearly', 'sla.warning', 'when: { sla.clock: response, sla.share: { gte: 90 } }'),
    };
    const { desk, clock, ports } = await openSlaScene({ files });
    await desk.receive(shop('created', '14:00'));
    clock.set('2026-03-27T14:07:30.000Z');
    await desk.settle();
    expect(ports.calls).toEqual([]);
    clock.set('2026-03-27T14:13:30.000Z');
    await desk.settle();
    expect(ports.calls.map(({ input }) => input['printer'])).toEqual(['response at 90']);
  });

  test('tells of nothing once it has been met', async () => {
    const scene = await openSlaScene({ files: both });
    const { desk, store, clock } = scene;
    await happens(scene, 'created', '14:00');
    await happens(scene, 'commented', '14:05', {}, { by: 's1', comment: { id: 'c', text: 'On it' } });
    clock.set(at('16:00'));
    await desk.settle();
    expect(toldOf(store)).toEqual([]);
    await happens(scene, 'updated', '16:10', { state: 'done' });
    expect(desk.nextDue()).toBeNull();
  });

  test('that was met in time is not called missed because the desk heard of it late', async () => {
    const { desk, store, clock } = await openSlaScene({ files: both });
    await desk.receive(shop('created', '14:00'));
    clock.set(at('15:00'));
    await desk.receive(shop('commented', '14:05', {}, { by: 's1', comment: { id: 'c', text: 'On it' } }));
    await desk.settle();
    expect(toldOf(store)).toEqual([]);
  });

  test('is told once by two processes at one store, and by one that takes over', async () => {
    const store = memoryStore();
    const one = await openSlaScene({ files: both, store });
    await one.desk.receive(shop('created', '14:00'));
    const other = await openSlaScene({ files: both, store });
    for (const { clock } of [one, other]) clock.set(at('14:30'));
    await Promise.all([one.desk.settle(), other.desk.settle()]);
    expect(toldOf(store).map(({ type }) => type)).toEqual(['sla.warning', 'sla.breached']);
    expect(one.desk.runs()).toHaveLength(2);
  });

  test('survives the process, which may die before any write', async () => {
    for (let dies = 0; dies < 12; dies += 1) {
      const store = memoryStore();
      const first = await openSlaScene({ files: both, store });
      await first.desk.receive(shop('created', '14:00'));
      const dying = dyingStore(store, dies);
      const second = await openSlaScene({ files: both, store: dying.store, now: at('14:30') });
      await Promise.race([second.desk.settle(), dying.death]);
      const third = await openSlaScene({ files: both, store, now: at('14:31') });
      await third.desk.settle();
      // An effect that was under way is looked at again a little later.
      third.clock.set(at('14:32'));
      await third.desk.settle();
      expect(
        toldOf(store).map(({ type, time }) => [type, time]),
        `${dies} writes`,
      ).toEqual([
        ['sla.warning', '2026-03-27T14:11:15.000Z'],
        ['sla.breached', at('14:15')],
      ]);
      expect(third.desk.runs().map(({ status }) => status)).toEqual(['ended', 'ended']);
    }
  });
});

describe('what a ticket goes through', () => {
  test('a first response that puts it on hold in one step is a response (the clock that is put on hold stands still)', async () => {
    const files = { ...both, 'sla.yaml': sla("pauses: [{ id: asked, clocks: [response, resolution], when: { ticket.state: waiting_on_requester } }]") }; // prettier-ignore
    const scene = await openSlaScene({ files });
    const { desk, store, clock } = scene;
    await happens(scene, 'created', '14:00');
    await happens(scene, 'both', '14:10', { state: 'asked' }, { by: 's1', comment: { id: 'c', text: 'Which one?' } });
    clock.set(at('23:00'));
    await desk.settle();
    expect(toldOf(store)).toEqual([]);
    await happens(scene, 'updated', '23:00', {}, { by: 'l1' });
    expect(desk.nextDue()).toBe('2026-03-28T01:50:00.000Z');
  });

  test('pause time is kept when another SLA takes over', async () => {
    const vip = (id: string, rank: number, when: string): string =>
      sla("pauses: [{ id: asked, clocks: [resolution], when: { ticket.state: waiting_on_requester } }]", 'CRITICAL: { resolution: 4h }, HIGH: { resolution: 8h }, MEDIUM: {}, LOW: {}').replace('id: incident', `id: ${id}`).replace('rank: 10', `rank: ${rank}\n${when}`); // prettier-ignore
    const files = { 'sla.yaml': vip('incident', 10, ''), 'vip.yaml': vip('vip', 5, 'when: { ticket.summary: VIP }') };
    const scene = await openSlaScene({ files });
    const { desk, store, clock } = scene;
    await happens(scene, 'created', '14:00');
    await happens(scene, 'updated', '14:30', { state: 'asked' });
    await happens(scene, 'updated', '16:30', { state: 'open' });
    await happens(scene, 'updated', '16:40', { summary: 'VIP', priority: 'second' });
    await desk.settle();
    // Eight hours from 14:00, and the two that it stood still.
    clock.set('2026-03-28T00:00:00.000Z');
    await desk.settle();
    expect(toldOf(store).map(({ type, sla: by, time }) => [type, by, time])).toEqual([
      ['sla.warning', 'vip', at('22:00')],
      ['sla.breached', 'vip', '2026-03-28T00:00:00.000Z'],
    ]);
  });

  test('one that is opened again goes on, the time it was resolved left out', async () => {
    const scene = await openSlaScene({ files: both });
    const { desk, store } = scene;
    await happens(scene, 'created', '14:00');
    await happens(scene, 'updated', '14:10', { state: 'done' }, { by: 's1' });
    await happens(scene, 'updated', '20:10', { state: 'open' });
    await desk.settle();
    expect(toldOf(store)).toEqual([]);
    expect(desk.nextDue()).toBe(at('23:00'));
  });

  test('one that becomes urgent, when its new target is over already, is told of at once', async () => {
    const scene = await openSlaScene({ files: both });
    const { desk, store } = scene;
    await happens(scene, 'created', '14:00', { priority: 'low' });
    await happens(scene, 'updated', '15:00');
    await desk.settle();
    expect(toldOf(store).map(({ type, clock: which, time, late }) => [type, which, time, late])).toEqual([
      ['sla.warning', 'response', '2026-03-27T14:11:15.000Z', 2_925_000],
      ['sla.breached', 'response', at('14:15'), 2_700_000],
    ]);
  });

  test('what it had missed before the desk heard of it is told to nobody', async () => {
    const scene = await openSlaScene({ files: both });
    const { desk, store, clock } = scene;
    await happens(scene, 'updated', '14:00', { born: '2026-03-27T13:00:00Z', state: 'open' });
    await desk.settle();
    expect(toldOf(store)).toEqual([]);
    clock.set(at('17:00'));
    await desk.settle();
    expect(toldOf(store).map(({ type, clock: which }) => [type, which])).toEqual([
      ['sla.warning', 'resolution'],
      ['sla.breached', 'resolution'],
    ]);
  });
});

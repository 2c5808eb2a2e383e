import { describe, expect, test } from 'vitest';
import { happens, onClock, openSlaScene, sla, toldOf } from './sla-scene.ts';
import { sceneBundle, trigger } from './scene.ts';

const at = (time: string): string => `2026-03-27T${time}:00.000Z`;
const printed = (scene: Awaited<ReturnType<typeof openSlaScene>>) => scene.ports.calls.map(({ input }) => input['printer']); // prettier-ignore

describe('another bundle in force', () => {
  const files = (target: string, elapsed = 'keep') => ({
    'sla.yaml': sla(`elapsed: { new_target: ${elapsed} }`, `CRITICAL: { resolution: ${target} }, HIGH: {}, MEDIUM: {}, LOW: {}`), // prettier-ignore
    'missed.yaml': onClock('missed', 'sla.breached'),
  });

  test.each([
    ['keep', at('15:00')],
    ['restart', at('15:30')],
  ])('brings its own targets to what is open: %s', async (elapsed, due) => {
    const scene = await openSlaScene({ files: files('4h') });
    await happens(scene, 'created', '14:00');
    await happens(scene, 'created', '14:00', { id: 'T-2', state: 'done' });
    scene.clock.set(at('14:30'));
    expect(scene.desk.nextDue()).toBe(at('17:00'));
    const next = await openSlaScene({ files: files('1h', elapsed), store: scene.store, now: at('14:30') });
    await next.desk.settle();
    next.clock.set(due);
    await next.desk.settle();
    expect(toldOf(next.store).map(({ type, time }) => [type, time])).toContainEqual(['sla.breached', due]);
    expect(toldOf(next.store, 'T-2')).toEqual([]);
  });

  test('without SLAs stops its clocks, and one that has them again goes on', async () => {
    const scene = await openSlaScene({ files: files('4h') });
    await happens(scene, 'created', '14:00');
    const without = await openSlaScene({ store: scene.store, now: at('15:00') });
    await without.desk.settle();
    expect(without.desk.nextDue()).toBeNull();
    const again = await openSlaScene({ files: files('4h'), store: scene.store, now: at('16:00') });
    await again.desk.settle();
    again.clock.set(at('18:00'));
    await again.desk.settle();
    expect(toldOf(again.store).map(({ type, time }) => [type, time])).toContainEqual(['sla.breached', at('18:00')]);
  });
});

describe('while the directory cannot be read', () => {
  const files = {
    'sla.yaml': sla('when: { requester.employment: employee }'),
    'warned.yaml': onClock('warned', 'sla.warning'),
  };

  test('a ticket keeps the SLA it has', async () => {
    const scene = await openSlaScene({ files });
    await happens(scene, 'created', '14:00');
    scene.ports.setDown('directory', true);
    await happens(scene, 'updated', '14:05', { summary: 'Again' });
    expect(scene.desk.nextDue()).toBe(at('14:05'));
    await scene.desk.settle();
    scene.ports.setDown('directory', false);
    scene.clock.set('2026-03-27T14:11:15.000Z');
    await scene.desk.settle();
    expect(toldOf(scene.store).map(({ time }) => time)).toEqual(['2026-03-27T14:11:15.000Z']);
  });

  test('a new one gets its SLA once it can be, from its beginning', async () => {
    const scene = await openSlaScene({ files });
    scene.ports.setDown('directory', true);
    await happens(scene, 'created', '14:00');
    await scene.desk.settle();
    scene.ports.setDown('directory', false);
    scene.clock.set(at('14:02'));
    await scene.desk.settle();
    expect(scene.desk.nextDue()).toBe('2026-03-27T14:11:15.000Z');
  });
});

describe('the facts of a clock', () => {
  const files = {
    'sla.yaml': sla(),
    'ask.yaml': trigger('ask', "when: { sla.remaining: { lt: 3h } }\nstate: live").replace('ticket.created', 'ticket.updated'), // prettier-ignore
  };

  test('are read by triggers on any event: the most pressing clock', async () => {
    const scene = await openSlaScene({ files });
    await happens(scene, 'created', '14:00', { priority: 'low' });
    await happens(scene, 'updated', '14:01', { summary: 'No SLA, so nothing is known of it', priority: 'low' });
    await scene.desk.settle();
    expect(scene.desk.runs()).toEqual([]);
    await happens(scene, 'updated', '14:02');
    await happens(scene, 'updated', '14:05', { summary: 'Ten minutes are left of the response' });
    expect(scene.desk.runs()).toHaveLength(1);
  });

  test('are those of its own clock in a run it started, as they are then', async () => {
    const workflow = `
kind: workflow
id: look
input: { ticket: ticket }
acts: { as: robot }
steps:
  - { id: first, do: printer.restart, with: { printer: '{{sla.clock}} {{sla.share}} {{sla.remaining}}' } }
  - { id: rest, wait: { for: 5m } }
  - { id: second, when: { sla.breached: true }, do: printer.restart, with: { printer: '{{sla.clock}} {{sla.share}} {{sla.remaining}}' } }
`;
    const started = onClock('warned', 'sla.warning').replace('start: note', 'start: look').replace(/with:.*/u, "with: { ticket: '{{ticket.id}}' }"); // prettier-ignore
    const scene = await openSlaScene({ files: { 'sla.yaml': sla(), 'look.yaml': workflow, 'warned.yaml': started } });
    await happens(scene, 'created', '14:00');
    scene.clock.set('2026-03-27T14:11:15.000Z');
    await scene.desk.settle();
    scene.clock.set('2026-03-27T14:16:15.000Z');
    await scene.desk.settle();
    expect(printed(scene)).toEqual(['response 75 225000', 'response 108 -75000']);
  });

  test('do not decide over themselves', () => {
    const circular = () => sceneBundle({ files: { 'sla.yaml': sla('when: { sla.breached: false }') } });
    expect(circular).toThrow(/sla/u);
  });
});

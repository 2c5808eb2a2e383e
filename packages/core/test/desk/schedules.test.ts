import { describe, expect, test } from 'vitest';
import { type Store, memoryStore } from '../../src/index.ts';
import { dyingStore } from './dying-store.ts';
import { created, openScene, sceneBundle } from './scene.ts';

const scheduled = (id: string, when: string, rest = "with: { what: '{{event.time}}' }"): string => `
kind: trigger
id: ${id}
${when}
start: note
${rest}
`;
const FILES = {
  'office.yaml': `
kind: calendar
id: office
zone: Europe/Berlin
hours: { mon-fri: [08:00-17:00] }
holidays: [{ date: '2026-04-03' }, { date: '2026-04-06' }]
`,
  'note.yaml': `
kind: workflow
id: note
input: { what: { type: text, optional: true } }
acts: { as: robot }
steps: [{ id: note, do: printer.restart, with: { printer: '{{input.what}}' } }]
`,
};
const daily = { ...FILES, 'daily.yaml': scheduled('daily', 'every: business day\nopening: office') };
const over = { ...FILES, 'daily.yaml': scheduled('daily', "every: business day\nopening: office\nover: ticket\nwhen: { ticket.floor: { gte: 2 } }", "with: { what: '{{ticket.id}}' }") }; // prettier-ignore

const printed = ({ ports }: Awaited<ReturnType<typeof openScene>>) => ports.calls.map(({ input }) => input['printer']);

/** The times that came round, as the desk's own chain tells of them. */
function rounds(store: Store): readonly unknown[] {
  return store.entries('desk').flatMap(({ body, at }) => {
    const event = body['event'] as { readonly type: string; readonly time: string } | undefined;
    return event?.type.startsWith('schedule.') === true ? [[event.time, at]] : [];
  });
}

describe('a trigger that comes round', () => {
  test('starts at each of its times, over the change of clocks and the holidays', async () => {
    const scene = await openScene({ files: daily, now: '2026-03-27T08:00:00.000Z' });
    const times: string[] = [];
    for (let days = 0; days < 5; days += 1) {
      const due = scene.desk.nextDue() ?? '';
      times.push(due);
      scene.clock.set(due);
      await scene.desk.settle();
    }
    expect(times.map((time) => time.slice(0, 16))).toEqual(['2026-03-30T06:00', '2026-03-31T06:00', '2026-04-01T06:00', '2026-04-02T06:00', '2026-04-07T06:00']); // prettier-ignore
    expect(printed(scene)).toEqual(times);
    expect(rounds(scene.store)).toEqual(times.map((time) => [time, time]));
  });

  test('that was missed is made up for once, for its last time, late', async () => {
    const scene = await openScene({ files: daily, now: '2026-03-27T08:00:00.000Z' });
    scene.clock.set('2026-04-01T10:00:00.000Z');
    expect(scene.desk.nextDue()).toBe('2026-03-30T06:00:00.000Z');
    await scene.desk.settle();
    await scene.desk.settle();
    expect(scene.desk.nextDue()).toBe('2026-04-02T06:00:00.000Z');
    expect(rounds(scene.store)).toEqual([['2026-04-01T06:00:00.000Z', '2026-04-01T10:00:00.000Z']]);
    expect(printed(scene)).toEqual(['2026-04-01T06:00:00.000Z']);
  });

  test('counts from when it came into force, another as well', async () => {
    const scene = await openScene({ files: FILES, now: '2026-03-27T08:00:00.000Z' });
    scene.clock.set('2026-03-31T10:00:00.000Z');
    expect(await scene.desk.replace(sceneBundle({ files: daily }).bundle)).toMatchObject({ ok: true });
    await scene.desk.settle();
    expect(rounds(scene.store)).toEqual([]);
    expect(scene.desk.nextDue()).toBe('2026-04-01T06:00:00.000Z');
    const earlier = { ...FILES, 'daily.yaml': scheduled('daily', "every: day\nat: '08:00'") };
    await scene.desk.replace(sceneBundle({ files: earlier }).bundle);
    expect(scene.desk.nextDue()).toBe('2026-04-01T08:00:00.000Z');
  });

  test('that is taken out of the bundle comes round no more', async () => {
    const scene = await openScene({ files: daily, now: '2026-03-27T08:00:00.000Z' });
    await scene.desk.replace(sceneBundle({ files: FILES }).bundle);
    scene.clock.set('2026-04-01T10:00:00.000Z');
    await scene.desk.settle();
    expect(rounds(scene.store)).toEqual([]);
    expect(scene.desk.nextDue()).toBeNull();
  });

  test('over tickets starts once for each that fits, and for no other', async () => {
    const scene = await openScene({ files: over, now: '2026-03-27T08:00:00.000Z' });
    for (const [number, floor] of [[1, 1], [2, 2], [3, 5]] as const) await scene.desk.receive(created(number, {}, { floor })); // prettier-ignore
    scene.clock.set('2026-03-30T06:00:00.000Z');
    await scene.desk.settle();
    await scene.desk.settle();
    expect(printed(scene)).toEqual(['T-2', 'T-3']);
    expect(scene.store.entries('ticket:T-1')).toHaveLength(1);
    expect(scene.desk.runs().map(({ requester }) => requester)).toEqual(['lena', 'lena']);
    expect(rounds(scene.store)).toHaveLength(1);
  });

  test('in shadow starts nothing and says what it would have; retired it does not come round', async () => {
    for (const state of ['shadow', 'retired']) {
      const files = { ...FILES, 'daily.yaml': `${daily['daily.yaml']}state: ${state}\n` };
      const scene = await openScene({ files, now: '2026-03-27T08:00:00.000Z' });
      scene.clock.set('2026-03-30T06:00:00.000Z');
      await scene.desk.settle();
      expect(scene.desk.runs()).toEqual([]);
      const shadow = scene.store.entries('desk').flatMap(({ body }) => body['shadow'] ?? []);
      expect(shadow).toHaveLength(state === 'shadow' ? 1 : 0);
    }
  });
});

test.each([daily, over])('comes round once, whenever the process dies, and for two at once', async (files) => {
  for (let dies = 0; dies < 10; dies += 2) {
    const store = memoryStore();
    const first = await openScene({ files, store, now: '2026-03-27T08:00:00.000Z' });
    for (const number of [1, 2]) await first.desk.receive(created(number, {}, { floor: 2 }));
    await first.desk.settle();
    const dying = dyingStore(store, dies);
    const second = await openScene({ files, store: dying.store, now: '2026-03-30T06:00:00.000Z' });
    await Promise.race([second.desk.settle(), dying.death]);
    const others = await Promise.all([1, 2].map(() => openScene({ files, store, now: '2026-03-30T07:00:00.000Z' })));
    for (const minutes of [0, 5]) {
      for (const { clock } of others) clock.advance(minutes * 60_000);
      await Promise.all(others.map(({ desk }) => desk.settle()));
    }
    const runs = others[0]?.desk.runs() ?? [];
    expect(
      runs.map(({ status }) => status),
      `${dies} writes`,
    ).toEqual(Array(files === over ? 2 : 1).fill('ended'));
    expect(rounds(store)).toHaveLength(1);
  }
});

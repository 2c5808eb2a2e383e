import { expect, test } from 'vitest';
import { memoryStore } from '../../src/journal/memory-store.ts';
import type { Store } from '../../src/journal/store.ts';
import type { Node } from '@deskbook/dsl/bundle';
import { act, action, node } from '../kernel/build.ts';
import { done, is, scene } from './scene.ts';

/** A store that fails at its nth commit, before it is made or once it is. */
function failing(at: number, when: 'before' | 'after'): Store {
  const store = memoryStore();
  let commits = 0;
  return {
    ...store,
    commit: async (commit) => {
      commits += 1;
      if (commits === at && when === 'before') throw new Error('no space left on device');
      const result = await store.commit(commit);
      if (commits === at) throw new Error('the connection was lost');
      return result;
    },
  };
}

test.each([
  ['before', 2],
  ['before', 3],
  ['before', 4],
  ['after', 2],
  ['after', 3],
  ['after', 4],
] as const)(
  'where the store fails %s commit %i, whoever settles is told, and the run goes on when they settle again',
  async (when, at) => {
    const options = {
      actions: [action('grant')],
      fixtures: { actions: { grant: [done()] } },
      nodes: [act('a', 'grant'), act('b', 'grant', { needs: ['a'] })],
    };
    const desk = scene({ ...options, store: failing(at, when) });
    await expect(desk.start()).rejects.toThrow(/no space|connection/u);
    const [run] = desk.store.runs({});
    // What was asked of the world and could not be written down is not known: it is asked again after a pause.
    for (let times = 0; times < 3; times += 1) {
      await desk.executor.settle();
      desk.clock.advance(60_000);
    }
    expect(run === undefined ? null : desk.end(run.run)).toBe('done');
    expect(new Set(desk.ports.calls.map(({ key }) => key)).size).toBe(2);
  },
);

test('a commit whose answer comes late does not undo what was read of the run meanwhile', async () => {
  const store = memoryStore();
  const { promise: late, resolve: arrive } = Promise.withResolvers<void>();
  const slow: Store = {
    ...store,
    commit: async (commit) => {
      const result = await store.commit(commit);
      if (commit.append.some(({ body }) => body.type === 'condition.decided')) await late;
      return result;
    },
  };
  const wait: Node = node('wait', { kind: 'task', text: { en: 'Look' }, form: {}, within: null }, { when: is('ticket.state', 'new') }); // prettier-ignore
  const desk = scene({ store: slow, nodes: [wait] });
  const started = desk.start();
  await new Promise((resolve) => {
    setTimeout(resolve, 10);
  });
  const [{ run } = { run: '' }] = store.runs({});
  const cancel = desk.executor.draftCancel(run, 'another takes its place');
  await store.commit(cancel ?? { expect: {}, append: [] });
  desk.executor.touch(run);
  const settled = desk.executor.settle();
  arrive();
  await Promise.all([started, settled]);
  await desk.executor.settle();
  expect(desk.end(run)).toBe('cancelled');
});

test('a part that somebody asks something of before its parent has heard that it is there begins all the same', async () => {
  const store = memoryStore();
  const { promise: late, resolve: arrive } = Promise.withResolvers<void>();
  const slow: Store = {
    ...store,
    commit: async (commit) => {
      const result = await store.commit(commit);
      if (commit.append.some(({ body }) => body.type === 'child.started')) await late;
      return result;
    },
  };
  const items = { kind: 'literal', value: ['x'] } as const;
  const each = node('all', { kind: 'each', in: items, as: 'i', key: null, atOnce: 1, nodes: [act('one', 'grant')] });
  const actions = { grant: [done()] };
  const desk = scene({ store: slow, actions: [action('grant')], fixtures: { actions }, nodes: [each] });
  const started = desk.start();
  await new Promise((resolve) => {
    setTimeout(resolve, 10);
  });
  const part = store.runs({}).find(({ parent }) => parent !== null);
  expect(await desk.executor.resume(part?.run ?? '', 'lena', 'on', [])).toMatchObject({ ok: false });
  arrive();
  expect(desk.end(await started)).toBe('done');
});

test.each([
  ['in one process', {}],
  ['by turns', { byTurns: {} }],
])(
  'a part that stood still with its run, and that somebody had undone, goes on when that run is cancelled (%s)',
  async (_, how) => {
    const store = memoryStore();
    const { promise: late, resolve: arrive } = Promise.withResolvers<void>();
    const slow: Store = {
      ...store,
      commit: async (commit) => {
        const result = await store.commit(commit);
        if (commit.append.some(({ body }) => body.type === 'child.started')) await late;
        return result;
      },
    };
    const items = { kind: 'literal', value: ['x'] } as const;
    const each = node('all', { kind: 'each', in: items, as: 'i', key: null, atOnce: 1, nodes: [act('one', 'grant')] });
    const desk = scene({ store: slow, actions: [action('grant')], fixtures: { actions: { grant: [done()] } }, nodes: [each], ...how }); // prettier-ignore
    const started = desk.start();
    await new Promise((resolve) => {
      setTimeout(resolve, 10);
    });
    const [run, part] = store.runs({}).map((record) => record.run);
    const paused = desk.executor.pause(run ?? '', 'lena', 'wait');
    arrive();
    expect(await paused).toMatchObject({ ok: true });
    await started;
    expect(await desk.executor.undo(part ?? '', 'lena', 'no')).toMatchObject({ ok: true });
    await desk.executor.settle();
    expect(await desk.executor.cancel(run ?? '', 'lena', 'not at all')).toMatchObject({ ok: true });
    await desk.executor.settle();
    expect(store.runs({}).map(({ end }) => end)).toEqual(['cancelled', 'undone']);
  },
);

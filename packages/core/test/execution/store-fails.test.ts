import { expect, test } from 'vitest';
import { memoryStore } from '../../src/journal/memory-store.ts';
import type { Store } from '../../src/journal/store.ts';
import { act, action } from '../kernel/build.ts';
import { done, scene } from './scene.ts';

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
      nodes: [act('a', 'grant')],
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
    expect(new Set(desk.ports.calls.map(({ key }) => key)).size).toBe(1);
  },
);

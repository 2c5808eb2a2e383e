import { describe, expect, test, vi } from 'vitest';
import type { CommitResult, Store } from '../../src/journal/store.ts';
import { memoryStore } from '../../src/journal/memory-store.ts';
import { act, action, node } from '../kernel/build.ts';
import { done, is, scene, type SceneOptions } from './scene.ts';

/** A store that tells what was in each commit of a run, and what becomes of each once somebody says so. */
function watched(become: (types: readonly string[], commit: () => Promise<CommitResult>) => Promise<CommitResult>) {
  const store = memoryStore();
  const commits: (readonly string[])[] = [];
  const watching: Store = {
    ...store,
    commit: async (commit) => {
      const types = commit.append.map(({ body }) => body.type);
      return become(types, async () => {
        const result = await store.commit(commit);
        if (result.ok) commits.push(types);
        return result;
      });
    },
  };
  return { store: watching, commits };
}

const asItIs = (_: readonly string[], commit: () => Promise<CommitResult>): Promise<CommitResult> => commit();
const chain: SceneOptions = {
  actions: [action('grant'), action('tell')],
  fixtures: { actions: { grant: [done()], tell: [done()] } },
  nodes: [act('a', 'grant'), act('b', 'tell', { needs: ['a'] })],
};
const asked = ['permission.decided', 'effect.requested'];
const soon = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 10));

describe('what follows at once is in the same commit', () => {
  test('the answer of an effect, and the permission and the request of the next', async () => {
    const { store, commits } = watched(asItIs);
    await scene({ ...chain, store }).start();
    expect(commits).toEqual([['run.started'], asked, ['effect.done', ...asked], ['effect.done', 'run.ended']]);
  });

  test('what is decided on the way', async () => {
    const { store, commits } = watched(asItIs);
    const maybe = { needs: ['a'], when: is('ticket.state', 'new') };
    await scene({ ...chain, store, nodes: [act('a', 'grant'), act('b', 'tell', maybe)] }).start();
    expect(commits[2]).toEqual(['effect.done', 'condition.decided', ...asked]);
  });

  test('but nothing waits for a directory that takes its time: what was done is on record before', async () => {
    const { store, commits } = watched(asItIs);
    const { promise: read, resolve: answer } = Promise.withResolvers<void>();
    const desk = scene({ ...chain, store });
    let isSlow = false;
    const slow = {
      ...desk.host.directory,
      person: async (id: string) => {
        if (isSlow) await read;
        return desk.host.directory.person(id);
      },
    };
    const perform = async (...given: Parameters<typeof desk.host.perform>) => {
      isSlow = true;
      return desk.host.perform(...given);
    };
    const started = scene({ ...chain, store, host: { directory: slow, perform } }).start();
    await vi.waitFor(() => expect(commits).toEqual([['run.started'], asked, ['effect.done']]));
    answer();
    await started;
    expect(commits.slice(3)).toEqual([asked, ['effect.done', 'run.ended']]);
  });
});

test('nothing is performed before its request is durable, nor anybody told', async () => {
  const { promise: flushed, resolve: flush } = Promise.withResolvers<void>();
  const { store, commits } = watched(async (types, commit) => {
    if (types.includes('effect.done')) await flushed;
    return commit();
  });
  const told: string[] = [];
  const desk = scene({ ...chain, store, host: { onEntry: (_, { type }) => void told.push(type) } });
  const started = desk.start();
  await vi.waitFor(() => expect(desk.did()).toEqual(['grant']));
  await soon();
  expect(desk.did()).toEqual(['grant']);
  expect(told).toEqual(asked);
  expect(commits).toEqual([['run.started'], asked]);
  flush();
  await started;
  expect(desk.did()).toEqual(['grant', 'tell']);
});

test('where such a commit fails, nothing of it stands, and the run goes on from what is on record', async () => {
  let fails = true;
  const { store } = watched(async (types, commit) => {
    if (fails && types.includes('effect.done')) throw new Error('no space left on device');
    return commit();
  });
  const desk = scene({ ...chain, store });
  await expect(desk.start()).rejects.toThrow('no space left on device');
  const [{ run } = { run: '' }] = store.runs({});
  expect(desk.types(run)).toEqual(['run.started', ...asked]);
  expect(desk.did()).toEqual(['grant']);
  fails = false;
  await desk.executor.settle();
  await desk.elapse(run);
  expect(desk.end(run)).toBe('done');
  expect(desk.types(run)).toContain('effect.unknown');
  expect(desk.ports.calls.map(({ key }) => key)).toEqual([`${run}/a`, `${run}/a`, `${run}/b`]);
});

test('an answer is refused only once it is certain: where the one before it fails, it is taken', async () => {
  let fails = true;
  const { store } = watched(async (types, commit) => {
    if (!fails || !types.includes('task.answered')) return commit();
    fails = false;
    throw new Error('no space left on device');
  });
  const task = node('look', { kind: 'task', text: { en: 'Look' }, form: {}, within: null });
  const desk = scene({ store, nodes: [task] });
  const run = await desk.start();
  const answers = await Promise.allSettled(
    ['ben', 'anna'].map((by) => desk.executor.answer(`${run}/look/task`, { by, outcome: 'done' })),
  );
  const taken = answers.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  expect(taken).toEqual([{ ok: true, run }]);
  await desk.executor.settle();
  expect(desk.types(run).filter((type) => type === 'task.answered')).toHaveLength(1);
});

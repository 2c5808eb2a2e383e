import { expect, test } from 'vitest';
import { openExecutor, type ExecutionHost, type HandedEffect } from '../../src/execution/index.ts';
import type { Perform } from '../../src/ports/perform.ts';
import type { Store } from '../../src/journal/store.ts';
import { memoryStore } from '../../src/journal/memory-store.ts';
import { act, action, node } from '../kernel/build.ts';
import { done, scene, type Scene, type SceneOptions } from './scene.ts';
import { pausesOf } from '../../src/kernel/pauses-of.ts';

const task = (id: string, needs: readonly string[] = []) =>
  node(id, { kind: 'task', text: { en: 'Look' }, form: {}, within: null }, { needs });

const common: SceneOptions = {
  actions: [action('grant')],
  fixtures: { actions: { grant: [done()] } },
  workflow: { acts: { as: 'robot', for: null } },
};

/** A run that was begun and not yet looked at, and a process that takes turns; what it hands on is listed. */
async function begun(options: SceneOptions, host: Partial<ExecutionHost> = {}) {
  const desk = scene({ ...common, ...options });
  const handed: string[] = [];
  const open = () => openExecutor({ ...desk.host, ...host, handOn: (run) => void handed.push(run) });
  const executor = open();
  const draft = executor.draftStart({
    bundle: desk.bundle,
    workflow: 'test',
    input: {},
    facts: { ticket: { id: 'T-1', requester: 'lena' } },
    requester: 'lena',
    cause: { kind: 'person', person: 'lena', how: 'start', key: 'k' },
  });
  if (draft === null) throw new Error('no workflow');
  await desk.store.commit(draft.commit);
  return { desk, executor, open, run: draft.run, commit: draft.commit, handed };
}

function gate() {
  let open = (): void => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, passed };
}

const soon = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 20));

const types = ({ store }: Pick<Scene, 'store'>, run: string) =>
  store.entries(`run:${run}`).map(({ body }) => body.type);

test('what was begun is named by its commit, and does not go on but in its turn', async () => {
  const { desk, executor, run, commit } = await begun({ nodes: [act('a', 'grant')] });
  expect(commit.touched).toEqual([run]);
  executor.touch(run);
  await executor.settle();
  await soon();
  expect(types(desk, run)).toEqual(['run.started']);
  await executor.turn(run);
  expect(desk.store.run(run)?.end).toBe('done');
});

test('a turn is over when people are waited for; their answer hands the run on', async () => {
  const { desk, executor, run, handed } = await begun({
    nodes: [task('work'), act('a', 'grant', { needs: ['work'] })],
  });
  await executor.turn(run);
  expect(handed).toEqual([]);
  const [open] = desk.store.tasks({});
  await executor.answer(open?.task ?? '', { by: 'ben', outcome: 'done' });
  await soon();
  expect(handed).toEqual([run]);
  expect(desk.did()).toEqual([]);
  await executor.turn(run);
  expect(desk.did()).toEqual(['grant']);
});

test('children and parents are handed on to one another', async () => {
  const child = node('all', {
    kind: 'each',
    in: { kind: 'literal', value: ['x'] },
    as: 'i',
    key: null,
    atOnce: 2,
    nodes: [act('one', 'grant')],
  });
  const { desk, executor, run, handed } = await begun({ nodes: [child] });
  await executor.turn(run);
  const [part = ''] = handed.splice(0);
  expect(desk.store.run(part)?.parent).toBe(run);
  expect(desk.did()).toEqual([]);
  await executor.turn(part);
  expect(handed).toEqual([run]);
  expect(desk.store.run(run)?.status).toBe('running');
  await executor.turn(run);
  expect(desk.store.run(run)?.end).toBe('done');
});

/** A run whose first effect takes its time beside a task; `other` is another process. */
async function atWork() {
  const { open, passed } = gate();
  const did: string[] = [];
  const perform: Perform = async (_, __, { key }) => {
    did.push(key.split('/').at(-1) ?? '');
    if (key.endsWith('/slow')) await passed;
    return { status: 'done', output: {} };
  };
  const nodes = [
    { ...act('slow', 'grant'), needs: [] },
    task('work'),
    act('next', 'grant', { needs: ['work'] }),
    act('last', 'grant', { needs: ['slow'] }),
  ];
  const all = await begun({ nodes, host: { perform } });
  const turn = all.executor.turn(all.run);
  await soon();
  return { ...all, did, turn, release: open, other: all.open() };
}

test('an answer that another process takes while an effect goes on is acted on at once, when the turn is told', async () => {
  const { desk, executor, other, run, did, turn, release } = await atWork();
  const [open] = desk.store.tasks({});
  expect(await other.answer(open?.task ?? '', { by: 'ben', outcome: 'done' })).toMatchObject({ ok: true });
  expect(did).toEqual(['slow']);
  executor.touch(run);
  await soon();
  expect(did).toEqual(['slow', 'next']);
  release();
  await turn;
  expect(desk.store.run(run)?.end).toBe('done');
});

test('a cancel that another process takes while an effect goes on ends the run once that has come in', async () => {
  const { desk, other, run, did, turn, release } = await atWork();
  expect(await other.cancel(run, 'lena', 'not needed')).toMatchObject({ ok: true });
  release();
  await turn;
  expect(did).toEqual(['slow']);
  expect(desk.store.run(run)?.end).toBe('cancelled');
});

test('a pause that another process takes while an effect goes on lets nothing begin after it', async () => {
  const { desk, executor, other, run, did, turn, release } = await atWork();
  expect(await other.pause(run, 'ben', 'wait')).toMatchObject({ ok: true });
  release();
  await turn;
  expect(did).toEqual(['slow']);
  const pause = pausesOf(other.state(run) ?? {});
  expect(await other.resume(run, 'ben', 'go on', pause)).toMatchObject({ ok: true });
  await executor.turn(run);
  expect(did).toEqual(['slow', 'last']);
  expect(desk.store.tasks({})).toHaveLength(1);
});

test('an answer through the process that has the turn does not let it end unseen', async () => {
  const { desk, executor, run, turn, release } = await atWork();
  const [open] = desk.store.tasks({});
  release();
  const answered = executor.answer(open?.task ?? '', { by: 'ben', outcome: 'done' });
  await turn;
  await answered;
  if (desk.store.run(run)?.status !== 'ended') await executor.turn(run);
  expect(desk.store.run(run)?.end).toBe('done');
});

test('an effect with a queue of its own is handed on once, performed apart, and its outcome hands the run on', async () => {
  const effects: HandedEffect[] = [];
  const handOnEffect = (effect: HandedEffect) => Promise.resolve(void effects.push(effect));
  const { desk, executor, open, run, handed } = await begun({ nodes: [act('a', 'grant')] }, { handOnEffect });
  await executor.turn(run);
  expect(effects).toMatchObject([{ run, action: 'grant', attempt: 1, resumed: 0 }]);
  expect(desk.did()).toEqual([]);
  const [effect] = effects;
  if (effect === undefined) throw new Error('nothing was handed on');
  await open().effect(effect);
  expect(desk.did()).toEqual(['grant']);
  expect(handed).toEqual([run]);
  await open().effect(effect);
  await open().turn(run);
  expect(desk.did()).toEqual(['grant']);
  expect(desk.store.run(run)?.end).toBe('done');
});

test('an effect is handed on once what it follows from is durable: whoever takes it before would find nothing to do', async () => {
  const effects: HandedEffect[] = [];
  const handOnEffect = (effect: HandedEffect) =>
    effect.action === 'tell' ? Promise.resolve(void effects.push(effect)) : null;
  const { open: flush, passed: flushed } = gate();
  const store = memoryStore();
  const slow: Store = {
    ...store,
    commit: async (commit) => {
      if (commit.append.some(({ body }) => body.type === 'effect.done')) await flushed;
      return store.commit(commit);
    },
  };
  const nodes = [act('a', 'grant'), act('b', 'tell', { needs: ['a'] })];
  const actions = [action('grant'), action('tell')];
  const fixtures = { actions: { grant: [done()], tell: [done()] } };
  const { desk, executor, run } = await begun({ nodes, actions, fixtures, store: slow }, { handOnEffect });
  const turn = executor.turn(run);
  await soon();
  expect(desk.did()).toEqual(['grant']);
  // Others have committed something to the run: it looks at everything anew.
  executor.touch(run);
  await soon();
  expect(effects).toEqual([]);
  flush();
  await turn;
  expect(effects).toMatchObject([{ run, action: 'tell', attempt: 1 }]);
});

test('an effect that waits in its queue while its run is paused is not performed, and handed on anew afterwards', async () => {
  const effects: HandedEffect[] = [];
  const handOnEffect = (effect: HandedEffect) => Promise.resolve(void effects.push(effect));
  const { desk, executor, open, run } = await begun({ nodes: [act('a', 'grant')] }, { handOnEffect });
  await executor.turn(run);
  await executor.pause(run, 'ben', 'wait');
  const [effect] = effects;
  if (effect === undefined) throw new Error('nothing was handed on');
  await open().effect(effect);
  expect(desk.did()).toEqual([]);
  await executor.resume(run, 'ben', 'go on', pausesOf(executor.state(run) ?? {}));
  await executor.turn(run);
  expect(effects.map(({ resumed }) => resumed)).toEqual([0, 1]);
});

test('an effect whose process died is not known to have happened, and is never simply performed again', async () => {
  const never: Perform = () => new Promise(() => {});
  const nodes = [act('a', 'charge')];
  const actions = [action('charge', { idempotent: 'never', retry: null })];
  const { desk, executor, run } = await begun({ nodes, actions, host: { perform: never } });
  void executor.turn(run);
  await soon();
  expect(types(desk, run).at(-1)).toBe('effect.requested');
  const survivor = openExecutor({ ...desk.host, perform: desk.ports.perform, handOn: () => {} });
  await survivor.turn(run);
  expect(types(desk, run)).toContain('effect.unknown');
  expect(desk.did()).toEqual([]);
  expect(desk.store.tasks({})).toMatchObject([{ kind: 'hold' }]);
});

test('what goes wrong in a turn is its own, and the turn can be taken again', async () => {
  let broken = true;
  const { desk, executor, run } = await begun({ nodes: [task('work')] });
  const failing = openExecutor({
    ...desk.host,
    handOn: () => {},
    store: {
      ...desk.store,
      commit: (commit) => (broken ? Promise.reject(new Error('the server is away')) : desk.store.commit(commit)),
    },
  });
  await expect(failing.turn(run)).rejects.toThrow('the server is away');
  broken = false;
  await failing.turn(run);
  expect(desk.store.tasks({})).toHaveLength(1);
  await executor.turn(run);
});

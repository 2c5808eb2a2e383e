import { describe, expect, test } from 'vitest';
import type { Node } from '@deskbook/dsl/bundle';
import { memoryStore } from '../../src/journal/memory-store.ts';
import type { Perform } from '../../src/ports/perform.ts';
import { fixturePorts, virtualClock } from '../../src/testing/index.ts';
import { act, action, approval, field, minute, node } from '../kernel/build.ts';
import { mortal } from './mortal.ts';
import { bundle, done, fails, fixtures, path, scene, type Scene, type SceneOptions } from './scene.ts';

/** Does everything there is to do: answers what is asked, and lets time pass. */
async function carryOn(desk: Scene, run: string): Promise<void> {
  for (let turn = 0; turn < 30 && desk.store.run(run)?.status !== 'ended'; turn += 1) {
    await desk.executor.settle();
    for (const { task, kind } of desk.store.tasks({})) {
      const outcome = kind === 'approval' ? 'approve' : kind === 'hold' ? 'retry' : 'done';
      const by = desk.store.task(task)?.assignees[0] ?? 'ben';
      await desk.executor.answer(task, { by, outcome });
    }
    await desk.executor.settle();
    await desk.elapse(run, 1);
  }
}

/** Lives a run in processes that each die at the nth commit, until it has ended; the world outlives them all. */
async function live(options: SceneOptions, dies: { readonly at: number; readonly when: 'before' | 'after' } | null) {
  const store = memoryStore();
  const clock = virtualClock('2026-03-02T08:00:00.000Z');
  const ports = fixturePorts(
    { ...fixtures, ...options.fixtures },
    { bundle: bundle(options), clock, mocks: options.mocks ?? {} },
  );
  const shared = { ...options, store, clock, ports };
  const first = scene(shared);
  const draft = first.executor.draftStart({
    bundle: first.bundle,
    workflow: 'test',
    input: {},
    facts: { ticket: { id: 'T-1', requester: 'lena' } },
    requester: 'lena',
    cause: { kind: 'person', person: 'lena', how: 'start', key: 'k' },
  });
  if (draft === null) throw new Error('no workflow');
  await store.commit(draft.commit);
  let commits = 0;
  if (dies !== null) {
    const mortality = mortal(store, ports.perform, dies);
    const doomed = scene({ ...shared, store: mortality.store, host: { perform: mortality.perform } });
    await Promise.race([carryOn(doomed, draft.run), mortality.death]);
    commits = mortality.commits();
  }
  const survivor = scene(shared);
  await carryOn(survivor, draft.run);
  return { run: draft.run, desk: survivor, commits };
}

const grant = action('grant', {
  output: { grant: field() },
  undo: { action: 'revoke', with: { grant: path('output.grant') }, exact: true },
});
const revoke = action('revoke', { input: { grant: field() } });
const answers = { grant: [done({ grant: 'g' })], revoke: [done()] };
const undoAll = { failed: { kind: 'undo', end: 'rolled-back', establishes: [] } } as const;

const stories: readonly (readonly [string, SceneOptions])[] = [
  [
    'approval, two branches, a task and an effect',
    {
      actions: [grant, revoke],
      approvals: [approval('ok')],
      fixtures: { actions: answers },
      nodes: [
        node('ask', { kind: 'approve', approval: 'ok' }),
        act('left', 'grant', { needs: ['ask'] }),
        act('right', 'grant', { needs: ['ask'] }),
        node('work', { kind: 'task', text: { en: 'Look' }, form: {}, within: null }, { needs: ['ask'] }),
        act('last', 'grant', { needs: ['left', 'right', 'work'] }),
      ],
    },
  ],
  [
    'an effect that fails twice and then works, after a pause',
    {
      actions: [grant, revoke],
      fixtures: { actions: answers },
      mocks: { grant: [fails('unavailable'), fails('unavailable')] },
      nodes: [
        act('a', 'grant'),
        node(
          'pause',
          { kind: 'wait', for: { kind: 'duration', duration: { milliseconds: minute } }, within: null },
          { needs: ['a'] },
        ),
        act('b', 'grant', { needs: ['pause'] }),
      ],
    },
  ],
  [
    'a failure that is undone',
    {
      actions: [grant, revoke, action('break')],
      fixtures: { actions: { ...answers, break: [fails('refused')] } },
      nodes: [
        act('a', 'grant'),
        act('b', 'grant', { needs: ['a'] }),
        act('c', 'break', { needs: ['b'], outcomes: undoAll }),
      ],
    },
  ],
  [
    'items, two at once',
    {
      actions: [grant, revoke],
      fixtures: { actions: answers },
      nodes: [
        node('all', {
          kind: 'each',
          in: { kind: 'literal', value: ['x', 'y', 'z'] },
          as: 'app',
          key: null,
          atOnce: 2,
          nodes: [act('one', 'grant')] satisfies readonly Node[],
        }),
        act('after', 'grant', { needs: ['all'] }),
      ],
    },
  ],
];

describe.each(stories)('%s', (_, options) => {
  test('whenever the process dies, it ends the same, and nothing is done twice', async () => {
    const whole = await live(options, null);
    const end = whole.desk.end(whole.run);
    const effects = (result: typeof whole) =>
      result.desk.store
        .streams('run:')
        .flatMap((stream) => result.desk.executor.state(stream.slice(4))?.effects ?? [])
        .map(({ key, output, undone }) => ({ key, output, undone }))
        .sort((one, other) => (one.key < other.key ? -1 : 1));
    expect(end).not.toBeNull();
    for (const when of ['before', 'after'] as const) {
      for (let at = 1; at < 60; at += 1) {
        const crashed = await live(options, { at, when });
        expect(crashed.desk.end(crashed.run), `${when} commit ${at}`).toBe(end);
        expect(effects(crashed), `${when} commit ${at}`).toEqual(effects(whole));
        expect(crashed.desk.store.verify()).toMatchObject({ ok: true });
        if (crashed.commits < at) break;
      }
    }
  });
});

describe('an action that must not be repeated', () => {
  const options: SceneOptions = {
    actions: [action('charge', { idempotent: 'never', retry: null })],
    fixtures: { actions: { charge: [done()] } },
    nodes: [act('a', 'charge')],
  };

  test('is asked of the world at most once, whenever the process dies; who can tell is a person', async () => {
    for (const when of ['before', 'after'] as const) {
      for (let at = 1; at < 10; at += 1) {
        const { store, clock } = { store: memoryStore(), clock: virtualClock('2026-03-02T08:00:00.000Z') };
        const ports = fixturePorts({ ...fixtures, ...options.fixtures }, { bundle: bundle(options), clock });
        const mortality = mortal(store, ports.perform, { at, when });
        const doomed = scene({
          ...options,
          store: mortality.store,
          clock,
          ports,
          host: { perform: mortality.perform },
        });
        const begun = doomed.start().catch(() => 'failed');
        await Promise.race([begun, mortality.death]);
        const survivor = scene({ ...options, store, clock, ports });
        await survivor.executor.settle();
        expect(ports.calls.length, `${when} commit ${at}`).toBeLessThanOrEqual(1);
        const held = store.tasks({}).map(({ kind }) => kind);
        expect([[], ['hold']], `${when} commit ${at}`).toContainEqual(held);
      }
    }
  });
});

test('two desks over one store: whoever is slower reads what the other did, and nothing is done twice', async () => {
  const store = memoryStore();
  const clock = virtualClock('2026-03-02T08:00:00.000Z');
  const options: SceneOptions = {
    actions: [action('charge', { idempotent: 'never', retry: null })],
    nodes: [act('a', 'charge'), act('b', 'charge'), act('c', 'charge', { needs: ['a', 'b'] })],
    fixtures: { actions: { charge: [done()] } },
  };
  const ports = fixturePorts({ ...fixtures, ...options.fixtures }, { bundle: bundle(options), clock });
  const slow: Perform = async (...given) => {
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
    return ports.perform(...given);
  };
  const desks = [1, 2].map(() => scene({ ...options, store, clock, ports, host: { perform: slow } }));
  const [one, other] = desks;
  if (one === undefined || other === undefined) throw new Error('no desks');
  const run = await Promise.race([one.start(), other.start().catch(() => new Promise<never>(() => {}))]);
  for (let turn = 0; turn < 6; turn += 1) {
    for (const desk of desks) desk.executor.touch(run);
    await Promise.all(desks.map((desk) => desk.executor.settle()));
  }
  expect(store.run(run)?.end).toBe('done');
  expect(ports.calls.map(({ key }) => key).sort()).toEqual([`${run}/a`, `${run}/b`, `${run}/c`]);
});

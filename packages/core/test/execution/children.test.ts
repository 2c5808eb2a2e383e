import { describe, expect, test } from 'vitest';
import type { Node } from '@deskbook/dsl/bundle';
import { act, action, field, minute, node, workflow } from '../kernel/build.ts';
import { done, fails, is, literal, path, scene, type SceneOptions } from './scene.ts';

const actions = [
  action('install', {
    input: { app: field() },
    output: { id: field() },
    undo: { action: 'remove', with: { id: path('output.id') }, exact: true },
  }),
  action('remove', { input: { id: field() } }),
  action('tell', { input: { text: field() } }),
];
const install: Node = act('install', 'install', {
  verb: { kind: 'do', action: 'install', with: { app: path('item') } },
});
const each = (nodes: readonly Node[], change: Partial<Node> = {}, atOnce = 2): Node =>
  node(
    'apps',
    { kind: 'each', in: { kind: 'literal', value: ['git', 'vim', 'zsh'] }, as: 'app', key: null, atOnce, nodes },
    change,
  );
const answers = {
  install: [{ when: { app: 'vim' }, output: { id: 'i-vim' }, error: null }, done({ id: 'i' })],
  remove: [done()],
  tell: [done()],
};
const base: SceneOptions = { actions, fixtures: { actions: answers } };

describe('each', () => {
  test('every item is a run of its own, with its own key and its own facts', async () => {
    const desk = scene({ ...base, nodes: [each([install])] });
    const run = await desk.start();
    expect(desk.end(run)).toBe('done');
    expect(desk.ports.calls.map(({ input }) => input['app'])).toEqual(['git', 'vim', 'zsh']);
    const children = desk.store.runs({ parent: run });
    expect(children.map(({ workflow, end }) => [workflow, end])).toEqual([
      ['test/apps', 'done'],
      ['test/apps', 'done'],
      ['test/apps', 'done'],
    ]);
    expect(new Set(desk.ports.calls.map(({ key }) => key)).size).toBe(3);
  });

  test('an item reads what the steps before gave', async () => {
    const first = act('first', 'install', { verb: { kind: 'do', action: 'install', with: { app: literal('vim') } } });
    const tell = act('tell', 'tell', { verb: { kind: 'do', action: 'tell', with: { text: path('steps.first.id') } } });
    const desk = scene({ ...base, nodes: [first, each([tell], { needs: ['first'] })] });
    await desk.start();
    expect(desk.ports.calls.filter(({ action: name }) => name === 'tell').map(({ input }) => input['text'])).toEqual([
      'i-vim',
      'i-vim',
      'i-vim',
    ]);
  });

  test('some did not come out well', async () => {
    const outcomes = { some_failed: { kind: 'end', end: 'partly', establishes: [] } } as const;
    const mocks = { install: [{ when: { app: 'git' }, output: null, error: 'refused' }] };
    const failing = { ...install, outcomes: { failed: { kind: 'end', end: 'failed', establishes: [] } } } as const;
    const desk = scene({ ...base, mocks, nodes: [each([failing], { outcomes })] });
    const run = await desk.start();
    expect(desk.end(run)).toBe('partly');
    expect(desk.executor.state(run)?.nodes['apps']?.output).toEqual({ done: ['vim', 'zsh'], failed: ['git'] });
  });

  test('what is gone through must be a list', async () => {
    const wrong = node('apps', { kind: 'each', in: literal('git'), as: 'app', key: null, atOnce: 1, nodes: [install] });
    const desk = scene({ ...base, nodes: [wrong] });
    await desk.start();
    expect(desk.store.tasks({})).toMatchObject([
      { kind: 'hold', details: { reason: 'invalid: what to go through is not a list' } },
    ]);
  });

  test('items by their key, and two of one key apart', async () => {
    const value = [{ name: 'a' }, { name: 'a' }, { id: 'b' }, true];
    const items = node('apps', {
      kind: 'each',
      in: { kind: 'literal', value },
      as: 'app',
      key: path('app.name'),
      atOnce: 9,
      nodes: [],
    });
    const desk = scene({ ...base, nodes: [items] });
    const run = await desk.start();
    expect(desk.executor.state(run)?.nodes['apps']?.output).toEqual({ done: ['a', 'a.2', 'b', '4'], failed: [] });
  });
});

describe('undoing a run undoes its parts', () => {
  const undo = { failed: { kind: 'undo', end: 'rolled-back', establishes: [] } } as const;
  test('those that have ended', async () => {
    const desk = scene({
      ...base,
      mocks: { tell: [fails('refused')] },
      nodes: [
        each([install]),
        act('tell', 'tell', {
          needs: ['apps'],
          outcomes: undo,
          verb: { kind: 'do', action: 'tell', with: { text: literal('x') } },
        }),
      ],
    });
    const run = await desk.start();
    expect(desk.end(run)).toBe('rolled-back');
    expect(desk.did().filter((name) => name === 'remove')).toHaveLength(3);
    expect(desk.store.runs({ parent: run }).map(({ end }) => end)).toEqual(['undone', 'undone', 'undone']);
  });

  test('and those that have not: they are cancelled', async () => {
    const wait = node(
      'wait',
      { kind: 'wait', for: { kind: 'duration', duration: { milliseconds: minute } }, within: null },
      { needs: ['install'] },
    );
    const desk = scene({ ...base, nodes: [each([install, wait], {}, 3)] });
    const run = await desk.start();
    expect(desk.end(run)).toBeNull();
    await desk.executor.cancel(run, 'lena', 'no longer needed');
    await desk.executor.settle();
    expect(desk.end(run)).toBe('cancelled');
    expect(desk.did().filter((name) => name === 'remove')).toHaveLength(3);
    expect(desk.store.runs({ parent: run }).map(({ end }) => end)).toEqual(['cancelled', 'cancelled', 'cancelled']);
  });
});

describe('run', () => {
  const inner = workflow(
    [act('tell', 'tell', { verb: { kind: 'do', action: 'tell', with: { text: path('input.text') } } })],
    {
      id: 'inner',
      input: { text: field() },
    },
  );
  const outer = (change: Partial<Node> = {}, text = literal('hello')) =>
    workflow([node('sub', { kind: 'run', workflow: 'inner', with: { text } }, change)]);

  test('another workflow, with its input; its end is the step’s outcome', async () => {
    const desk = scene({ ...base, workflows: [outer(), inner] });
    const run = await desk.start();
    expect(desk.end(run)).toBe('done');
    expect(desk.ports.calls).toMatchObject([{ action: 'tell', input: { text: 'hello' } }]);
    expect(desk.executor.state(run)?.nodes['sub']?.output).toMatchObject({ end: 'done', steps: { tell: {} } });
  });

  test('an end that is not `done` holds, unless it is answered', async () => {
    const give = {
      ...inner,
      nodes: inner.nodes.map((one) => ({
        ...one,
        outcomes: { failed: { kind: 'end', end: 'no', establishes: [] } as const },
      })),
    };
    const held = scene({ ...base, mocks: { tell: [fails('refused')] }, workflows: [outer(), give] });
    const run = await held.start();
    expect(held.store.tasks({ run })).toMatchObject([{ kind: 'hold', node: 'sub' }]);
    const answered = scene({
      ...base,
      mocks: { tell: [fails('refused')] },
      workflows: [outer({ outcomes: { no: { kind: 'end', end: 'refused', establishes: [] } } }), give],
    });
    expect(answered.end(await answered.start())).toBe('refused');
  });

  test('a workflow that is not there, or an input that is absent, is for a person', async () => {
    const missing = scene({ ...base, workflows: [outer()] });
    await missing.start();
    expect(missing.store.tasks({})).toMatchObject([
      { kind: 'hold', details: { reason: 'missing: there is no workflow inner' } },
    ]);
    const absent = scene({ ...base, workflows: [outer({}, path('request.words') as never), inner] });
    await absent.start();
    expect(absent.store.tasks({})).toMatchObject([{ kind: 'hold', details: { missing: ['request.words'] } }]);
  });
});

test('a run that was given up, and is cancelled while its items are being stopped, takes back those as well that had ended', async () => {
  const work = node(
    'work',
    { kind: 'task', text: { en: 'Look' }, form: {}, within: null },
    { needs: ['install'], when: is('app', 'vim') },
  );
  const desk = scene({
    ...base,
    actions: [...actions, action('break')],
    mocks: { break: [fails('refused')], remove: [fails('unavailable')] },
    nodes: [each([{ ...install, id: 'install' }, work], {}, 3), act('bad', 'break', { needs: [] })],
  });
  const run = await desk.start();
  const [hold] = desk.store.tasks({ run });
  await desk.executor.answer(hold?.task ?? '', { by: 'anna', outcome: 'give_up' });
  await desk.executor.settle();
  expect(desk.end(run)).toBe(null);
  expect(await desk.executor.cancel(run, 'lena', 'never mind')).toMatchObject({ ok: true });
  await desk.elapse(run);
  expect(desk.end(run)).toBe('cancelled');
  const undone = desk.ports.calls.filter(({ action: name, result }) => name === 'remove' && result.status === 'done');
  expect(undone.map(({ input }) => input['id'])).toHaveLength(3);
  expect(undone.map(({ input }) => input['id'])).toEqual(expect.arrayContaining(['i', 'i-vim']));
});

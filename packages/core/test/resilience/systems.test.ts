import { describe, expect, test } from 'vitest';
import { waitingForSystems } from '@deskbook/core/resilience';
import { openExecutor } from '../../src/execution/index.ts';
import { act, action, field, node, workflow } from '../kernel/build.ts';
import { done, fails, is, openAccess, path, role, rule, scene, type SceneOptions } from '../execution/scene.ts';

const minutes = (time: string, since: string): number => (Date.parse(time) - Date.parse(since)) / 60_000;

const jira = action('jira.comment');
/** Tried again where it fails so, as soon as it may be. */
const again = (error: string) => ({ errors: [error], attempts: 3, backoff: { milliseconds: 2_000 }, max: { milliseconds: 60_000 } }); // prettier-ignore
const chat = action('chat.post');

/** A desk whose `jira` gives these answers, one after the other; the chat always answers. */
const over = (answers: readonly ReturnType<typeof done>[], more: Partial<SceneOptions> = {}) =>
  scene({
    actions: [jira, chat],
    nodes: [act('comment', 'jira.comment'), act('post', 'chat.post')],
    mocks: { 'jira.comment': answers },
    fixtures: { actions: { 'jira.comment': [done()], 'chat.post': [done()] } },
    ...more,
  });

const waiting = (desk: ReturnType<typeof scene>) => waitingForSystems(desk.store, desk.host.bundleOf);

describe('what waits for a system', () => {
  test('is told from the store: which system, since when, how often it was tried and when it is tried next', async () => {
    const desk = over([fails('unavailable'), fails('unavailable'), done()]);
    const run = await desk.start();
    expect(desk.did()).toContain('chat.post');
    const since = desk.clock.now();
    const step = { system: 'jira', run, workflow: 'test', ticket: 'T-1', node: 'comment', title: 'comment', since, tries: 1, task: null, message: 'unavailable' }; // prettier-ignore
    const [found] = waiting(desk);
    expect(found).toMatchObject({ ...step, message: expect.any(String) });
    expect(minutes(found?.next ?? '', since)).toBeGreaterThan(0);
    desk.clock.set(found?.next ?? '');
    await desk.executor.settle();
    expect(waiting(desk)).toMatchObject([{ since, tries: 2, next: expect.stringMatching(/^2026/u) }]);
    await desk.elapse(run);
    expect(waiting(desk)).toEqual([]);
    expect(desk.end(run)).toBe('done');
  });

  test('lies with a person once it is not tried by itself any more', async () => {
    const desk = over(Array.from({ length: 9 }, () => fails('unavailable')));
    const run = await desk.start();
    await desk.elapse(run);
    const [hold] = desk.store.tasks({ run });
    expect(waiting(desk)).toMatchObject([{ system: 'jira', tries: 3, next: null, task: hold?.task }]);
    await desk.executor.answer(hold?.task ?? '', { by: 'ben', outcome: 'skip' });
    expect(waiting(desk)).toEqual([]);
  });

  test('is no step that fails for another reason', async () => {
    const desk = over([fails('refused')]);
    await desk.start();
    expect(desk.store.tasks({})).toMatchObject([{ kind: 'hold' }]);
    expect(waiting(desk)).toEqual([]);
  });

  test('nor one that is tried again for another reason', async () => {
    const busy = action('jira.comment', { retry: again('refused') });
    const desk = over([fails('refused'), done()], { actions: [busy, chat] });
    const run = await desk.start();
    expect(desk.store.run(run)).toMatchObject({ retrying: true });
    expect(waiting(desk)).toEqual([]);
  });

  test('is counted anew after it went well once', async () => {
    const desk = over([fails('unavailable'), done({})], {
      nodes: [
        act('comment', 'jira.comment'),
        node('look', { kind: 'task', text: {}, form: {}, within: null }, {
          needs: ['comment'],
          outcomes: { declined: { kind: 'go', to: 'comment', atMost: 1, otherwise: { kind: 'hold', establishes: [] }, establishes: [] } },
        }),
      ],
    }); // prettier-ignore
    const run = await desk.start();
    await desk.elapse(run);
    desk.ports.setDown('perform', true);
    const [look] = desk.store.tasks({ run });
    await desk.executor.answer(look?.task ?? '', { by: 'ben', outcome: 'declined' });
    await desk.executor.settle();
    expect(waiting(desk)).toMatchObject([{ since: desk.clock.now(), tries: 1 }]);
  });

  test('an undo that its system does not take', async () => {
    const undone = action('jira.comment', { output: { id: field() }, undo: { action: 'tracker.remove', with: { id: path('output.id') }, exact: true } }); // prettier-ignore
    const desk = over([done({ id: '1' })], {
      actions: [undone, chat, action('tracker.remove', { input: { id: field() }, idempotent: 'by_key' })],
      nodes: [act('comment', 'jira.comment'), node('look', { kind: 'task', text: {}, form: {}, within: null }, { needs: ['comment'] })], // prettier-ignore
    });
    const run = await desk.start();
    desk.ports.setDown('perform', true);
    await desk.executor.cancel(run, 'lena', 'a mistake');
    await desk.executor.settle();
    expect(waiting(desk)).toMatchObject([{ system: 'tracker', node: 'comment', tries: 1 }]);
  });
});

describe('a directory that is down', () => {
  const ask = node('ask', { kind: 'task', text: { en: 'Look' }, form: {}, within: null });

  test('delays the steps that need it; the other branches of the same run go on', async () => {
    const desk = over([], { nodes: [ask, act('post', 'chat.post')], workflow: { acts: { as: 'robot', for: null } } });
    desk.ports.setDown('directory', true);
    await desk.start();
    expect(desk.did()).toEqual(['chat.post']);
    expect(waiting(desk)).toMatchObject([{ system: 'directory', node: 'ask', tries: 1, message: 'the directory is down' }]); // prettier-ignore
    desk.ports.setDown('directory', false);
    desk.clock.set(waiting(desk)[0]?.next ?? '');
    await desk.executor.settle();
    expect(desk.store.tasks({})).toMatchObject([{ kind: 'task', node: 'ask' }]);
    expect(waiting(desk)).toEqual([]);
  });

  test.each<readonly [string, SceneOptions['nodes'], string]>([
    ['a condition', [act('post', 'chat.post', { when: is('requester.employment', 'employee') })], 'directory'],
    ['a device', [act('post', 'chat.post', { when: is('asset.os', 'macos') })], 'assets'],
    ['permission', [act('post', 'chat.post')], 'directory'],
    [
      'the input of an action',
      [node('post', { kind: 'do', action: 'chat.post', with: { text: path('asset.os') } })],
      'assets',
    ],
  ])('is named where it is needed for %s', async (_, nodes = [], system) => {
    const inputs = system === 'assets' && nodes[0]?.when === null ? { text: field() } : {};
    const desk = over([], { nodes, actions: [action('chat.post', { input: inputs, retry: again('unavailable') })] }); // prettier-ignore
    desk.ports.setDown(system, true);
    await desk.start();
    expect(waiting(desk)).toMatchObject([{ system, node: 'post', tries: 1 }]);
  });
});

describe('what is decided while not everything can be read says so', () => {
  test('a decision, a condition and a permission', async () => {
    const any = { kind: 'any', of: [is('ticket.state', 'new'), is('asset.os', 'macos')], reference: 'w#' } as const;
    const desk = over([], {
      decisions: [{
        id: 'level', hit: 'first', sets: ['decision'], reference: 'd#', rules: [
          rule('new', is('ticket.state', 'new'), 'ALLOWED'),
          rule('mac', is('asset.os', 'macos'), 'DENIED'),
        ],
      } as never],
      nodes: [node('level', { kind: 'decide', decision: 'level' }), act('post', 'chat.post', { needs: ['level'], when: any })],
    }); // prettier-ignore
    desk.ports.setDown('assets', true);
    const run = await desk.start();
    const lacked = [{ system: 'assets', fact: 'asset' }];
    const entries = desk.entries(run);
    expect(entries.find(({ type }) => type === 'decision.made')).toMatchObject({
      outcome: 'ALLOWED',
      degraded: lacked,
    });
    expect(entries.find(({ type }) => type === 'condition.decided')).toMatchObject({ degraded: lacked });
    expect(desk.end(run)).toBe('done');
    const well = over([], { nodes: [act('post', 'chat.post', { when: any })] });
    const other = await well.start();
    expect(well.entries(other).filter((entry) => 'degraded' in entry)).toEqual([]);
  });

  test('a task for which nobody can tell who is there', async () => {
    const desk: ReturnType<typeof over> = over([fails('refused')], {
      host: {
        perform: async (...asked) => {
          if (asked[0] === 'jira.comment') desk.ports.setDown('directory', true);
          return desk.ports.perform(...asked);
        },
      },
    });
    const run = await desk.start();
    const opened = desk.entries(run).find(({ type }) => type === 'task.opened');
    expect(opened).toMatchObject({ what: 'hold', assignees: [], role: 'agents', degraded: expect.arrayContaining([{ system: 'directory', fact: null }]) }); // prettier-ignore
  });
});

describe('a system that hangs', () => {
  /** Lets everything go on that does not wait for the system. */
  const turns = async (): Promise<void> => {
    for (let turn = 0; turn < 200; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };

  test.each(['perform', 'directory'] as const)(
    'holds up no run that does not need it, by its %s, however many wait',
    async (port) => {
      let release = (): void => {};
      const hanging = new Promise<void>((resolve) => (release = resolve));
      const posted: string[] = [];
      const stuck = { acts: { as: 'robot', for: null } } as const;
      const slow = workflow([act('comment', 'jira.comment', port === 'directory' ? { when: is('requester.employment', 'employee') } : {})], { ...stuck, id: 'slow' }); // prettier-ignore
      const quick = workflow([act('post', 'chat.post')], { ...stuck, id: 'quick' });
      const access = { roles: [role('robot', [{ kind: 'given' }])], grants: openAccess.grants.slice(0, 1) };
      const desk = over([], { workflows: [slow, quick], access });
      const { perform, directory } = desk.ports;
      Object.assign(desk.host, {
        ...(port === 'directory' && { directory: { ...directory, person: async (id: string) => (await hanging, directory.person(id)) } }), // prettier-ignore
        perform: async (...asked: Parameters<typeof perform>) => {
          if (port === 'perform' && asked[0] === 'jira.comment') await hanging;
          if (asked[0] === 'chat.post') posted.push(asked[2].key);
          return perform(...asked);
        },
      });
      const executor = openExecutor(desk.host);
      const begin = async (name: string, number: number): Promise<void> => {
        const draft = executor.draftStart({
        bundle: desk.bundle, workflow: name, input: {}, facts: { ticket: { id: `T-${number}`, requester: 'lena' } }, requester: null,
        cause: { kind: 'person', person: 'lena', how: 'start', key: String(number) },
      }); // prettier-ignore
        await desk.store.commit(draft?.commit ?? { expect: {}, append: [] });
        executor.touch(draft?.run ?? '');
      };
      for (let number = 0; number < 300; number += 1) await begin('slow', number);
      const settled = executor.settle();
      await turns();
      await begin('quick', 301);
      const settledToo = executor.settle();
      await turns();
      expect(posted).toHaveLength(1);
      release();
      await Promise.all([settled, settledToo]);
      expect(desk.store.runs({ status: 'open' })).toEqual([]);
    },
  );
});

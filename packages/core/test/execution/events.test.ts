import { describe, expect, test } from 'vitest';
import type { JsonObject } from '@deskbook/policies';
import type { Node, Values } from '@deskbook/dsl/bundle';
import { joinCommits } from '../../src/execution/run-commit.ts';
import type { DeskEvent } from '../../src/events/desk-event.ts';
import { act, action, approval, field, minute, node } from '../kernel/build.ts';
import { done, is, path, scene, type Scene, type SceneOptions } from './scene.ts';

let number = 0;
function event(
  type: string,
  ticket: JsonObject,
  changes: DeskEvent['data']['changes'] = [],
  more: JsonObject = {},
): DeskEvent {
  number += 1;
  return {
    specversion: '1.0',
    id: `e${number}`,
    source: 'jira',
    type,
    subject: 'T-1',
    time: '2026-03-02T08:00:00Z',
    data: { facts: { ticket, ...more }, changes, created: false, actor: 'lena', own: null },
  };
}

/** What the desk does with an event: offers it, commits what that means, and goes on. */
async function receive(desk: Scene, given: DeskEvent): Promise<readonly string[]> {
  const { offers } = await desk.executor.offerEvent(given, given.data.facts);
  const runs = offers.map(({ run }) => run);
  if (runs.length > 0) await desk.store.commit(joinCommits(offers.map(({ commit }) => commit)));
  for (const run of runs) desk.executor.touch(run);
  await desk.executor.settle();
  return runs;
}

const waiting = (match: Values, since: 'run' | 'step' = 'step', change: Partial<Node> = {}): Node =>
  node('wait', { kind: 'wait', for: { kind: 'event', event: 'ticket.commented', match, since }, within: null }, change);
const pause = node('pause', {
  kind: 'wait',
  for: { kind: 'duration', duration: { milliseconds: minute } },
  within: null,
});
const mine = { id: 'T-1', requester: 'lena', state: 'new' };

describe('a wait for an event', () => {
  test('ends at one that matches, and only there', async () => {
    const desk = scene({
      nodes: [waiting({ 'ticket.id': path('ticket.id'), 'comment.author': path('requester.id') })],
    });
    const run = await desk.start();
    expect(await receive(desk, event('ticket.commented', { id: 'T-2' }, [], { comment: { author: 'lena' } }))).toEqual(
      [],
    );
    expect(await receive(desk, event('ticket.commented', mine, [], { comment: { author: 'omar' } }))).toEqual([]);
    expect(await receive(desk, event('ticket.commented', mine))).toEqual([]);
    expect(await receive(desk, event('ticket.updated', mine, [], { comment: { author: 'lena' } }))).toEqual([]);
    await receive(desk, event('ticket.commented', mine, [], { comment: { author: 'lena', text: 'yes' } }));
    expect(desk.end(run)).toBe('done');
    expect(desk.executor.state(run)?.nodes['wait']?.output).toMatchObject({ comment: { text: 'yes' } });
  });

  test('an event about another ticket may be the one', async () => {
    const desk = scene({ nodes: [waiting({ 'ticket.parent': path('ticket.id') })] });
    const run = await desk.start();
    await receive(desk, event('ticket.commented', { id: 'T-9', parent: 'T-1' }));
    expect(desk.end(run)).toBe('done');
  });

  test.each([
    ['run', 'done'],
    ['step', null],
  ] as const)('one that came before the wait, since the %s', async (since, end) => {
    const desk = scene({ nodes: [pause, waiting({ 'ticket.id': path('ticket.id') }, since, { needs: ['pause'] })] });
    const run = await desk.start();
    await receive(desk, event('ticket.commented', mine));
    await desk.elapse(run, 1);
    expect(desk.end(run)).toBe(end);
  });

  test('a kept one that does not match does not end it', async () => {
    const desk = scene({ nodes: [pause, waiting({ 'ticket.id': path('ticket.id') }, 'run', { needs: ['pause'] })] });
    const run = await desk.start();
    await receive(desk, event('ticket.commented', { id: 'T-5' }));
    await desk.elapse(run, 1);
    expect(desk.end(run)).toBeNull();
  });
});

describe('an event of which nobody can tell while the directory is down', () => {
  const department = { 'comment.author': path('manager.id') };
  const byManager = (more: JsonObject = {}) =>
    event('ticket.commented', mine, [], { comment: { author: 'mia', ...more } });

  test.each(['step', 'run'] as const)('is kept, and ends the wait once it is back (since the %s)', async (since) => {
    const desk = scene({ nodes: [waiting(department, since)] });
    const run = await desk.start();
    desk.ports.setDown('directory', true);
    await receive(desk, byManager({ text: 'yes' }));
    expect(desk.end(run)).toBeNull();
    await desk.elapse(run, 3);
    expect(desk.end(run)).toBeNull();
    desk.ports.setDown('directory', false);
    await desk.elapse(run, 2);
    expect(desk.end(run)).toBe('done');
    expect(desk.executor.state(run)?.nodes['wait']?.output).toMatchObject({ comment: { text: 'yes' } });
    expect(desk.types(run).filter((type) => type === 'event.matched')).toHaveLength(1);
  });

  test('ends the wait at once where something else goes on first, in another process', async () => {
    const desk = scene({ nodes: [waiting(department)] });
    const run = await desk.start();
    desk.ports.setDown('directory', true);
    await receive(desk, byManager());
    desk.ports.setDown('directory', false);
    const next = scene({ nodes: [waiting(department)], store: desk.store, clock: desk.clock });
    await next.executor.settle();
    expect(next.end(run)).toBe('done');
  });

  test('and is not the one after all leaves the wait open, without looking again for ever', async () => {
    const desk = scene({ nodes: [waiting(department)] });
    const run = await desk.start();
    desk.ports.setDown('directory', true);
    await receive(desk, event('ticket.commented', mine, [], { comment: { author: 'omar' } }));
    desk.ports.setDown('directory', false);
    await desk.elapse(run);
    expect(desk.end(run)).toBeNull();
    expect(desk.executor.nextDue()).toBeNull();
  });

  test('is looked for in time, and no longer', async () => {
    const timed = { ...waiting(department).verb, within: { milliseconds: 10 * minute } } as Node['verb'];
    const outcomes = { timed_out: { kind: 'end', end: 'late', establishes: [] } } as const;
    const desk = scene({ nodes: [node('wait', timed, { outcomes })] });
    const run = await desk.start();
    desk.ports.setDown('directory', true);
    await receive(desk, byManager());
    await desk.elapse(run);
    expect(desk.end(run)).toBe('late');
  });

  test('a kept one is looked at again, where the wait begins while it is down', async () => {
    const desk = scene({ nodes: [pause, waiting(department, 'run', { needs: ['pause'] })] });
    const run = await desk.start();
    await receive(desk, byManager());
    desk.ports.setDown('directory', true);
    await desk.elapse(run, 1);
    expect(desk.end(run)).toBeNull();
    desk.ports.setDown('directory', false);
    await desk.elapse(run, 3);
    expect(desk.end(run)).toBe('done');
  });

  test('where it is who stands behind an account that could not be asked', async () => {
    const desk = scene({ nodes: [waiting({ 'comment.author': path('requester.id') })] });
    const run = await desk.start();
    desk.ports.setDown('directory', true);
    const told = event('ticket.commented', mine, [], { comment: { text: 'yes' } });
    const unresolved = [
      { fact: 'comment.author', scheme: 'email', account: 'lena@acme.example', reason: 'unavailable' } as const,
    ];
    await receive(desk, { ...told, data: { ...told.data, unresolved } });
    desk.ports.setDown('directory', false);
    await desk.elapse(run, 2);
    expect(desk.end(run)).toBe('done');
    expect(desk.executor.state(run)?.nodes['wait']?.output).toMatchObject({ comment: { author: 'lena' } });
  });

  test('what it tells of the one it is about is read then, too', async () => {
    const desk = scene({ nodes: [waiting({ 'requester.employment': { kind: 'literal', value: 'employee' } })] });
    const run = await desk.start();
    desk.ports.setDown('directory', true);
    await receive(desk, event('ticket.commented', mine));
    expect(desk.end(run)).toBeNull();
    desk.ports.setDown('directory', false);
    await desk.elapse(run, 2);
    expect(desk.end(run)).toBe('done');
  });

  test('one that surely is another is not kept', async () => {
    const desk = scene({ nodes: [waiting({ 'ticket.id': path('ticket.id'), ...department })] });
    await desk.start();
    desk.ports.setDown('directory', true);
    expect(await receive(desk, event('ticket.commented', { id: 'T-2' }, [], { comment: { author: 'mia' } }))).toEqual(
      [],
    );
  });
});

describe('cancel_when', () => {
  const rule = { changed: [{ fact: 'ticket.state', to: ['cancelled'], reference: '' }], when: null };
  const options: SceneOptions = {
    actions: [action('x', { undo: { action: 'y', with: {}, exact: true } }), action('y')],
    fixtures: { actions: { x: [done()], y: [done()] } },
    nodes: [act('a', 'x'), node('b', pause.verb, { needs: ['a'] })],
    workflow: { cancelWhen: rule },
  };

  test('an event that changes it cancels the run, which takes back what it did', async () => {
    const desk = scene(options);
    const run = await desk.start();
    await receive(
      desk,
      event('ticket.updated', { ...mine, state: 'cancelled' }, [
        { fact: 'ticket.state', from: 'new', to: 'cancelled' },
      ]),
    );
    expect(desk.end(run)).toBe('cancelled');
    expect(desk.did()).toEqual(['x', 'y']);
  });

  test.each([
    ['another value', event('ticket.updated', mine, [{ fact: 'ticket.state', from: 'new', to: 'open' }])],
    [
      'another ticket',
      event('ticket.updated', { id: 'T-2' }, [{ fact: 'ticket.state', from: 'new', to: 'cancelled' }]),
    ],
  ])('%s does not', async (_, given) => {
    const desk = scene(options);
    const run = await desk.start();
    await receive(desk, given);
    expect(desk.end(run)).toBeNull();
  });

  test('a condition is asked of the ticket as it is after the event', async () => {
    const workflow = { cancelWhen: { changed: [], when: is('ticket.state', 'cancelled') } };
    const desk = scene({ ...options, workflow });
    const run = await desk.start();
    await receive(desk, event('ticket.updated', { ...mine, state: 'cancelled' }));
    expect(desk.end(run)).toBe('cancelled');
  });
});

test('an event that changes what an approval is about: everybody is asked again', async () => {
  const desk = scene({
    nodes: [node('ask', { kind: 'approve', approval: 'ok' })],
    approvals: [
      approval('ok', {
        seats: [
          { role: 'owners', each: false },
          { role: 'managers', each: false },
        ],
        askAgainIfChanged: ['request.until'],
      }),
    ],
  });
  const run = await desk.start({ facts: { ticket: mine, request: { until: '2026-04-01' } } });
  const [task] = desk.store.tasks({});
  await desk.executor.answer(task?.task ?? '', { by: 'omar', outcome: 'approve' });
  await receive(desk, event('ticket.updated', mine, [], { request: { until: '2026-04-01' } }));
  expect(desk.executor.state(run)?.nodes['ask']?.approval?.votes).toHaveLength(1);
  await receive(desk, event('ticket.updated', mine, [], { request: { until: '2027-04-01' } }));
  expect(desk.executor.state(run)?.nodes['ask']?.approval).toMatchObject({
    votes: [],
    asked: { 'request.until': '2027-04-01' },
  });
  expect(desk.ports.calls.map(({ input }) => input['to'])).toEqual([['omar'], ['mia'], ['omar'], ['mia']]);
});

describe('time', () => {
  const until = (value: Node['verb'] & { kind: 'wait' }) => node('wait', value);
  test('until an instant that a fact names', async () => {
    const desk = scene({
      nodes: [until({ kind: 'wait', for: { kind: 'until', until: path('request.until') }, within: null })],
    });
    const run = await desk.start({ facts: { request: { until: '2026-03-03T09:00:00+01:00' } } });
    expect(desk.executor.nextDue()).toBe('2026-03-03T08:00:00.000Z');
    await desk.elapse(run);
    expect(desk.end(run)).toBe('done');
  });

  test.each([
    ['absent', {}, 'missing: request.until'],
    ['no time', { until: 'soon' }, 'invalid: what to wait for is not a time'],
  ])('one that is %s is for a person', async (_, request, reason) => {
    const desk = scene({
      nodes: [until({ kind: 'wait', for: { kind: 'until', until: path('request.until') }, within: null })],
    });
    await desk.start({ facts: { request } });
    expect(desk.store.tasks({})).toMatchObject([{ kind: 'hold', details: { reason } }]);
  });

  const look = action('look', { effect: 'read', input: { host: field() }, output: { state: field() } });
  const polled = (within: { milliseconds: number } | null, host = 'db'): SceneOptions => ({
    actions: [look],
    nodes: [
      node(
        'wait',
        {
          kind: 'wait',
          for: {
            kind: 'check',
            action: 'look',
            with: { host: { kind: 'literal', value: host } },
            when: is('check.state', 'up'),
            every: { milliseconds: 10_000 },
          },
          within,
        },
        { outcomes: { timed_out: { kind: 'end', end: 'late', establishes: [] } } },
      ),
    ],
    fixtures: { actions: { look: [done({ state: 'down' })] } },
  });

  test('until a check comes true', async () => {
    const desk = scene({ ...polled(null), mocks: { look: [done({ state: 'down' }), done({ state: 'up' })] } });
    const run = await desk.start();
    await desk.elapse(run);
    expect(desk.end(run)).toBe('done');
    expect(desk.ports.calls.map(({ key }) => key)).toEqual([`${run}/wait/look.1`, `${run}/wait/look.2`]);
  });

  test('or until it has taken too long', async () => {
    const desk = scene(polled({ milliseconds: 25_000 }));
    const run = await desk.start();
    await desk.elapse(run);
    expect(desk.end(run)).toBe('late');
    expect(desk.did()).toHaveLength(3);
  });

  test('a check that may not be made, or cannot be, is for a person', async () => {
    const denied = scene({ ...polled(null), access: { grants: [] } });
    await denied.start();
    expect(denied.store.tasks({})).toMatchObject([{ kind: 'hold', details: { reason: 'invalid: denied: no_grant' } }]);
    const invalid = scene({ ...polled(null), actions: [{ ...look, input: {} }] });
    await invalid.start();
    expect(invalid.store.tasks({})).toMatchObject([
      { kind: 'hold', details: { reason: 'invalid: host is not part of this form' } },
    ]);
    const none = scene({ ...polled(null), actions: [] });
    await none.start();
    expect(none.store.tasks({})).toMatchObject([
      { kind: 'hold', details: { reason: 'missing: there is no such action' } },
    ]);
  });
});

test('waits that are looked at anew, while they are just being looked at, come to rest however long each takes', async () => {
  const match = { 'comment.author': path('requester.id') };
  const wait = (id: string): Node =>
    node(id, { kind: 'wait', for: { kind: 'event', event: 'ticket.commented', match, since: 'run' }, within: null }, { needs: ['pause'] }); // prettier-ignore
  const nodes = [pause, wait('one'), wait('other')];
  const { directory } = scene({ nodes }).ports;
  let reads = 0;
  const slow = {
    ...directory,
    person: async (id: string) => {
      reads += 1;
      if (reads > 200) throw new Error('it is read again and again');
      const [run] = desk.store.runs({});
      // Something happens to the run while both of them are looked at.
      if (run?.due === null && reads < 5) desk.executor.touch(run.run);
      for (let turn = 0; turn <= reads % 2; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      return directory.person(id);
    },
  };
  const desk: Scene = scene({ nodes, host: { directory: slow } });
  const run = await desk.start();
  await receive(desk, event('ticket.commented', mine, [], { comment: { author: 'omar' } }));
  reads = 0;
  desk.clock.advance(minute);
  await desk.executor.settle();
  expect(desk.types(run)).not.toContain('step.blocked');
  expect(reads).toBeLessThan(20);
});

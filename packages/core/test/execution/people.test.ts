import { describe, expect, test } from 'vitest';
import type { Node, Verb } from '@deskbook/dsl/bundle';
import { act, action, field, minute, node } from '../kernel/build.ts';
import { fails, path, role, openAccess, scene, type SceneOptions } from './scene.ts';

const ends = {
  declined: { kind: 'end', end: 'declined', establishes: [] },
  timed_out: { kind: 'end', end: 'late', establishes: [] },
} as const;
const task = (verb: Partial<Extract<Verb, { kind: 'task' }>> = {}, change: Partial<Node> = {}): Node =>
  node(
    'work',
    { kind: 'task', text: { en: 'Look at it' }, form: {}, within: null, ...verb },
    { outcomes: ends, ...change },
  );
const by = (change: Partial<Node['by']>): Partial<Node> => ({
  by: { actor: 'it_agent', role: null, person: null, fallback: [], ...change },
});
const away = (...people: readonly string[]) =>
  people.map((person) => ({ person, from: '2026-03-01', until: '2026-03-09' }));
const listed = async (options: SceneOptions) => {
  const desk = scene(options);
  await desk.start();
  return desk.store.tasks({});
};

describe('who it goes to', () => {
  test.each([
    ['the people of the role who are there', by({ role: 'agents' }), away('anna'), ['ben'], 'agents'],
    [
      'where they are all away, those of the next',
      by({ role: 'agents', fallback: ['owners', 'seniors'] }),
      away('anna', 'ben', 'omar'),
      ['sam'],
      'seniors',
    ],
    [
      'where everybody is away, the first’s',
      by({ role: 'agents', fallback: ['owners'] }),
      away('anna', 'ben', 'omar'),
      ['anna', 'ben'],
      'agents',
    ],
    ['a person by a fact', by({ person: path('requester.manager') }), [], ['mia'], null],
    ['without either, whoever asked', by({ actor: 'employee' }), [], ['lena'], null],
  ])('%s', async (_, change, absences, assignees, name) => {
    expect(await listed({ nodes: [task({}, change)], fixtures: { absences } })).toMatchObject([
      { kind: 'task', assignees, role: name, title: 'Look at it' },
    ]);
  });

  test('an `ask` goes to the person it names', async () => {
    const ask = node('q', {
      kind: 'ask',
      person: path('requester.id'),
      text: { en: 'Which one, {{requester.name}}?' },
      form: {},
      within: null,
    });
    expect(await listed({ nodes: [ask] })).toMatchObject([
      { kind: 'ask', assignees: ['lena'], title: 'Which one, lena?' },
    ]);
  });

  test('nobody: a person is told', async () => {
    expect(await listed({ nodes: [task({}, by({ role: 'nobody' }))] })).toMatchObject([
      { kind: 'hold', role: 'agents', assignees: ['anna', 'ben'] },
    ]);
  });

  test('words that lack a fact are not said with a hole', async () => {
    const text = { en: 'Return {{asset.serial}}' };
    expect(await listed({ nodes: [task({ text })] })).toMatchObject([
      { kind: 'hold', details: { missing: ['asset.serial'] } },
    ]);
  });

  test('the directory is down: it is opened when it is back', async () => {
    const desk = scene({ nodes: [task({}, by({ role: 'agents' }))] });
    desk.ports.setDown('directory', true);
    const run = await desk.start();
    expect(desk.store.tasks({})).toEqual([]);
    desk.ports.setDown('directory', false);
    await desk.elapse(run, 1);
    expect(desk.store.tasks({})).toMatchObject([{ kind: 'task' }]);
  });

  test('a hold is opened even then, to its role', async () => {
    const desk = scene({
      actions: [action('x')],
      mocks: { x: [fails('refused')] },
      nodes: [act('a', 'x')],
      workflow: { acts: { as: 'robot', for: null } },
    });
    desk.ports.setDown('directory', true);
    await desk.start();
    expect(desk.store.tasks({})).toMatchObject([{ kind: 'hold', role: 'agents', assignees: [] }]);
    desk.ports.setDown('directory', false);
    const [held] = desk.store.tasks({});
    expect(await desk.executor.answer(held?.task ?? '', { by: 'anna', outcome: 'retry' })).toMatchObject({ ok: true });
  });
});

describe('answers', () => {
  const form = {
    size: field('integer', { min: 1 }),
    device: field('asset', { options: 'requester.assets', optional: true }),
    pin: field('text', { secret: true, optional: true }),
  };
  const open = async (options: SceneOptions = { nodes: [task({ form })] }) => {
    const desk = scene(options);
    const run = await desk.start();
    const [one] = desk.store.tasks({});
    return { desk, run, task: one?.task ?? '' };
  };

  test('done, with what was filled in', async () => {
    const { desk, run, task: id } = await open();
    expect(await desk.executor.answer(id, { by: 'ben', outcome: 'done', form: { size: 3, device: 'LT-1' } })).toEqual({
      ok: true,
      run,
    });
    await desk.executor.settle();
    expect(desk.end(run)).toBe('done');
    expect(desk.executor.state(run)?.nodes['work']?.output).toEqual({ size: 3, device: 'LT-1' });
  });

  test('declined needs no form', async () => {
    const { desk, run, task: id } = await open();
    await desk.executor.answer(id, { by: 'ben', outcome: 'declined' });
    await desk.executor.settle();
    expect(desk.end(run)).toBe('declined');
  });

  test.each([
    [{ by: 'lena', outcome: 'done', form: { size: 3 } }, 'not_yours', undefined],
    [{ by: 'nobody', outcome: 'done', form: { size: 3 } }, 'not_yours', undefined],
    [{ by: 'ben', outcome: 'approve' }, 'invalid_outcome', undefined],
    [{ by: 'ben', outcome: 'done', form: {} }, 'invalid_form', ['size']],
    [{ by: 'ben', outcome: 'done', form: { size: 0 } }, 'invalid_form', ['size']],
    [{ by: 'ben', outcome: 'done', form: { size: 1, more: 1 } }, 'invalid_form', ['more']],
    [{ by: 'ben', outcome: 'done', form: { size: 1, device: 'LT-2' } }, 'invalid_form', ['device']],
  ])('%j: %s', async (given, code, fields) => {
    const { desk, run, task: id } = await open();
    const result = await desk.executor.answer(id, given);
    expect(result).toMatchObject({ ok: false, code });
    expect('fields' in result ? result.fields : undefined).toEqual(fields);
    expect(desk.end(run)).toBeNull();
  });

  test('whoever has the role by now may answer; while that cannot be told, nobody else', async () => {
    const roles = openAccess.roles.map((one) =>
      one.id === 'agents' ? role('agents', [{ kind: 'people', people: ['anna'] }]) : one,
    );
    const chief = role('heads', [{ kind: 'people', people: ['sam'] }], ['agents']);
    const { desk, task: id } = await open({ nodes: [task()], access: { roles: [...roles, chief] } });
    desk.ports.setDown('directory', true);
    expect(await desk.executor.answer(id, { by: 'sam', outcome: 'done' })).toMatchObject({ code: 'not_yours' });
    desk.ports.setDown('directory', false);
    expect(await desk.executor.answer(id, { by: 'sam', outcome: 'done' })).toMatchObject({ ok: true });
  });

  test('what is secret in a form is not stored', async () => {
    const { desk, run, task: id } = await open();
    await desk.executor.answer(id, { by: 'ben', outcome: 'done', form: { size: 1, pin: '4711' } });
    expect(JSON.stringify(desk.store.entries(`run:${run}`))).not.toContain('4711');
  });

  test('too late', async () => {
    const { desk, run, task: id } = await open({ nodes: [task({ within: { milliseconds: minute } })] });
    expect(desk.store.task(id)?.deadline).toBe('2026-03-02T08:01:00.000Z');
    await desk.elapse(run);
    expect(desk.end(run)).toBe('late');
    expect(await desk.executor.answer(id, { by: 'ben', outcome: 'done' })).toMatchObject({ code: 'no_such_task' });
  });

  test('a step done by hand is answered with what its action would have put out', async () => {
    const grant = action('grant', { output: { grant: field() } });
    const options: SceneOptions = {
      actions: [grant],
      mocks: { grant: [fails('refused')] },
      nodes: [act('work', 'grant')],
    };
    const { desk, run, task: id } = await open(options);
    expect(await desk.executor.answer(id, { by: 'ben', outcome: 'done', form: {} })).toMatchObject({
      code: 'invalid_form',
      fields: ['grant'],
    });
    await desk.executor.answer(id, { by: 'ben', outcome: 'done', form: { grant: 'by hand' } });
    await desk.executor.settle();
    expect(desk.end(run)).toBe('done');
    expect(desk.executor.state(run)?.nodes['work']?.output).toEqual({ grant: 'by hand' });
  });

  test('a run that is not there, and one that has ended', async () => {
    const { desk, run, task: id } = await open({ nodes: [task()] });
    await desk.executor.answer(id, { by: 'ben', outcome: 'done' });
    await desk.executor.settle();
    expect(await desk.executor.answer('none', { by: 'ben', outcome: 'done' })).toMatchObject({ code: 'no_such_task' });
    expect(await desk.executor.cancel('none', 'ben', '')).toMatchObject({ code: 'no_such_task' });
    expect(await desk.executor.cancel(run, 'ben', '')).toMatchObject({ code: 'refused' });
  });
});

describe('a tree', () => {
  const tree = {
    id: 'wifi',
    title: {},
    input: { asset: field('asset') },
    start: 's',
    ifUnsure: 'x',
    loops: { visits: 2, otherwise: 'x' },
    afterFix: null,
    nodes: {},
    outcomes: {},
    reference: '',
  };
  const walk = node(
    'walk',
    { kind: 'tree', tree: 'wifi', with: { asset: path('ticket.asset') } },
    { ...by({}), outcomes: { escalated: { kind: 'end', end: 'network', establishes: [] } } },
  );

  test('begins a session for its person, and goes on with what came of it', async () => {
    const begun: unknown[] = [];
    const startSession = async (start: unknown) => void begun.push(start);
    const desk = scene({ trees: [tree], nodes: [walk], host: { startSession } });
    const run = await desk.start();
    expect(begun).toMatchObject([
      {
        tree: 'wifi',
        person: 'lena',
        with: { asset: 'LT-1' },
        ticket: 'T-1',
        session: `${run}/walk/tree`,
        parent: { run, node: 'walk' },
      },
    ]);
    expect(desk.store.tasks({})).toMatchObject([{ kind: 'tree', assignees: ['lena'], task: `${run}/walk/tree` }]);
    const end = {
      run,
      node: 'walk',
      session: `${run}/walk/tree`,
      by: 'lena',
      outcome: 'network-team',
      path: [],
      evidence: { radio: true },
    };
    expect(await desk.executor.endSession({ ...end, result: 'escalated' })).toBe(true);
    await desk.executor.settle();
    expect(desk.end(run)).toBe('network');
    expect(desk.executor.state(run)?.nodes['walk']?.output).toEqual({
      result: 'escalated',
      outcome: 'network-team',
      path: [],
      evidence: { radio: true },
    });
    expect(await desk.executor.endSession({ ...end, run: 'none', result: 'solved' })).toBe(false);
  });

  test('an input that is absent is for a person, and its task is not answered like any other', async () => {
    const desk = scene({ trees: [tree], nodes: [walk], host: { startSession: async () => {} } });
    await desk.start({ facts: { ticket: { id: 'T-1' } } });
    expect(desk.store.tasks({})).toMatchObject([{ kind: 'hold', details: { missing: ['ticket.asset'] } }]);
    const other = scene({ trees: [tree], nodes: [walk], host: { startSession: async () => {} } });
    const run = await other.start();
    expect(await other.executor.answer(`${run}/walk/tree`, { by: 'lena', outcome: 'solved' })).toMatchObject({
      code: 'no_such_task',
    });
  });
});

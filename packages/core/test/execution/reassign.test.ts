import { describe, expect, test } from 'vitest';
import type { ApprovalDefinition } from '@deskbook/policies';
import type { Entry } from '../../src/kernel/index.ts';
import type { TaskAnswer } from '../../src/execution/index.ts';
import { act, action, approval, node } from '../kernel/build.ts';
import { fails, openAccess, role, scene, type Scene, type SceneOptions } from './scene.ts';

const ask = node(
  'ask',
  { kind: 'approve', approval: 'ok' },
  { outcomes: { expired: { kind: 'end', end: 'expired', establishes: [] } } },
);
const grant = (id: string, pattern: string) =>
  ({ id, role: 'leads', allow: [pattern], ask: [], when: null, reference: `access#/grants/${id}`, cites: [] }) as const;
const access = {
  roles: [
    ...openAccess.roles.filter(({ id }) => id !== 'owners'),
    role('owners', [{ kind: 'people', people: ['omar', 'dora', 'lena'] }]),
    role('leads', [{ kind: 'people', people: ['carl', 'lena'] }]),
  ],
  grants: [...openAccess.grants, grant('seats', 'reassign:ok'), grant('work', 'assign:test')],
};

/** Only omar is asked: dora is away when it opens. */
const away = [{ person: 'dora', from: '2026-03-01', until: '2026-03-09' }];
const asking = (change: Partial<ApprovalDefinition> = {}, more: Partial<SceneOptions> = {}): SceneOptions => ({
  nodes: [ask],
  approvals: [approval('ok', { seats: [{ role: 'owners', each: false }], ...change })],
  access,
  fixtures: { absences: away },
  ...more,
});
const working = (more: Partial<SceneOptions> = {}): SceneOptions => ({
  nodes: [node('work', { kind: 'task', text: { en: 'Do it' }, form: {}, within: null })],
  access,
  ...more,
});

const say = async (desk: Scene, given: Omit<TaskAnswer, 'outcome'> & { readonly outcome?: string }) => {
  const [task] = desk.store.tasks({});
  const result = await desk.executor.answer(task?.task ?? '', { outcome: 'reassign', ...given });
  await desk.executor.settle();
  return result;
};
const last = (desk: Scene, run: string, type: Entry['type']) => desk.entries(run).findLast((entry) => entry.type === type); // prettier-ignore

describe('the seat of an approval', () => {
  test('goes to others, who are mailed and decide; whoever had it does not', async () => {
    const desk = scene(asking());
    const run = await desk.start();
    expect(await say(desk, { by: 'carl', to: 'dora', seat: 'owners' })).toEqual({ ok: true, run });
    expect(desk.store.tasks({})).toMatchObject([{ assignees: ['dora'] }]);
    expect(desk.ports.calls.map(({ input }) => input['to'])).toEqual([['omar'], ['dora']]);
    expect(last(desk, run, 'approval.entry')).toMatchObject({
      entry: { type: 'reassigned', by: 'carl', seat: 'owners', people: ['dora'] },
      allowedBy: 'access#/grants/seats',
    });
    expect(await say(desk, { by: 'omar', outcome: 'approve' })).toMatchObject({ ok: false, reason: 'not_asked' });
    await say(desk, { by: 'dora', outcome: 'approve' });
    expect(desk.end(run)).toBe('done');
  });

  test.each<[string, Omit<TaskAnswer, 'outcome'>, string, string]>([
    [
      'by nobody who has no grant for it',
      { by: 'omar', to: 'dora' },
      'not_yours',
      'omar may not reassign this (no_grant: reassign:ok)',
    ],
    [
      'by nobody the directory does not know',
      { by: 'ghost', to: 'dora' },
      'not_yours',
      'ghost may not reassign this (no_grant: reassign:ok)',
    ],
    ['not by whoever asks', { by: 'lena', to: 'dora' }, 'refused', 'own_request'],
    ['not to whoever asks', { by: 'carl', to: ['dora', 'lena'] }, 'refused', 'own_request'],
    [
      'to nobody without its role',
      { by: 'carl', to: ['dora', 'sam'] },
      'refused',
      'they are not all in the role owners',
    ],
    ['to nobody there is not', { by: 'carl', to: 'ghost' }, 'refused', 'there is no person ghost'],
    ['to somebody', { by: 'carl' }, 'invalid_outcome', 'say to whom'],
    ['to somebody, not to none', { by: 'carl', to: [] }, 'invalid_outcome', 'say to whom'],
    [
      'where there is such a seat',
      { by: 'carl', to: 'dora', seat: 'chiefs' },
      'invalid_outcome',
      'say which seat: owners',
    ],
  ])('is given %s', async (_, given, code, reason) => {
    const desk = scene(asking());
    const run = await desk.start();
    expect(await say(desk, given)).toEqual({ ok: false, code, reason });
    expect(desk.store.tasks({})).toMatchObject([{ assignees: ['omar'] }]);
    expect(desk.end(run)).toBeNull();
  });

  test('is said where several are asked', async () => {
    const seats = ['owners', 'managers'].map((each) => ({ role: each, each: false }));
    const desk = scene(asking({ seats }));
    await desk.start();
    expect(await say(desk, { by: 'carl', to: 'dora' })).toMatchObject({ reason: 'say which seat: owners, managers' });
    expect(await say(desk, { by: 'carl', to: 'dora', seat: 'owners' })).toMatchObject({ ok: true });
  });

  test('is not given away by whoever gives work away, though the workflow has the same name', async () => {
    const grants = [...openAccess.grants, grant('work', 'assign:*')];
    const desk = scene(asking({}, { access: { ...access, grants } }));
    await desk.start();
    expect(await say(desk, { by: 'carl', to: 'dora' })).toMatchObject({ ok: false, code: 'not_yours' });
  });

  test('stays where it is while the directory is down', async () => {
    const desk = scene(asking());
    await desk.start();
    desk.ports.setDown('directory', true);
    expect(await say(desk, { by: 'carl', to: 'dora' })).toEqual({ ok: false, code: 'refused', reason: 'unavailable' });
  });
});

describe('a task', () => {
  test('goes to others of its role, who do it', async () => {
    const desk = scene(working());
    const run = await desk.start();
    expect(desk.store.tasks({})).toMatchObject([{ assignees: ['anna', 'ben'], role: 'agents' }]);
    expect(await say(desk, { by: 'carl', to: 'ben', note: 'anna has enough' })).toEqual({ ok: true, run });
    expect(desk.store.tasks({})).toMatchObject([{ assignees: ['ben'], role: 'agents' }]);
    expect(last(desk, run, 'task.reassigned')).toMatchObject({
      by: 'carl',
      assignees: ['ben'],
      reason: 'anna has enough',
      allowedBy: 'access#/grants/work',
    });
    expect(desk.store.entries(`run:${run}`).at(-1)?.cause).toBe('person:carl');
    await say(desk, { by: 'ben', outcome: 'done' });
    expect(desk.end(run)).toBe('done');
  });

  test('goes to another role that the step names', async () => {
    const by = { actor: 'it_agent', role: 'agents', person: null, fallback: ['seniors'] } as const;
    const work = node('work', { kind: 'task', text: { en: 'Do it' }, form: {}, within: null }, { by });
    const desk = scene(working({ nodes: [work] }));
    await desk.start();
    expect(await say(desk, { by: 'carl', to: 'sam' })).toMatchObject({ ok: true });
    expect(desk.store.tasks({})).toMatchObject([{ assignees: ['sam'], role: 'seniors' }]);
    expect(await say(desk, { by: 'ben', outcome: 'done' })).toMatchObject({ code: 'not_yours' });
  });

  test.each<[string, Omit<TaskAnswer, 'outcome'>, string, string]>([
    [
      'by nobody who has no grant for it',
      { by: 'ben', to: 'anna' },
      'not_yours',
      'ben may not reassign this (no_grant: assign:test)',
    ],
    [
      'to nobody without its role',
      { by: 'carl', to: ['ben', 'sam'] },
      'refused',
      'they are not all in the role agents',
    ],
    ['to somebody', { by: 'carl' }, 'invalid_outcome', 'say to whom'],
  ])('is given %s', async (_, given, code, reason) => {
    const desk = scene(working());
    await desk.start();
    expect(await say(desk, given)).toEqual({ ok: false, code, reason });
  });

  test('that was given to one person goes to another whom the directory knows', async () => {
    const person = { kind: 'literal', value: 'sam' } as const;
    const one = node('work', { kind: 'ask', person, text: { en: 'Well?' }, form: {}, within: null });
    const desk = scene(working({ nodes: [one] }));
    await desk.start();
    expect(await say(desk, { by: 'carl', to: 'ghost' })).toMatchObject({ reason: 'there is no person ghost' });
    expect(await say(desk, { by: 'carl', to: 'dora' })).toMatchObject({ ok: true });
    expect(await say(desk, { by: 'sam', outcome: 'answered' })).toMatchObject({ code: 'not_yours' });
    expect(await say(desk, { by: 'dora', outcome: 'answered' })).toMatchObject({ ok: true });
  });

  test('that a held step became, or an undo that failed, too', async () => {
    const held = scene(working({ nodes: [act('a', 'x')], actions: [action('x')], mocks: { x: [fails('refused')] } }));
    await held.start();
    expect(held.store.tasks({})).toMatchObject([{ kind: 'hold', assignees: ['anna', 'ben'] }]);
    await say(held, { by: 'carl', to: 'anna' });
    expect(held.store.tasks({})).toMatchObject([{ kind: 'hold', assignees: ['anna'] }]);

    const undo = { action: 'y', with: {}, exact: true };
    const undoing = scene(
      working({
        nodes: [act('a', 'x'), node('wait', { kind: 'task', text: { en: 'Wait' }, form: {}, within: null })],
        actions: [action('x', { undo }), action('y')],
        mocks: { y: [fails('refused')] },
      }),
    );
    const run = await undoing.start();
    await undoing.executor.cancel(run, 'lena', 'no longer');
    await undoing.executor.settle();
    expect(undoing.store.tasks({})).toMatchObject([{ kind: 'hold', assignees: ['carl'] }]);
    expect(await say(undoing, { by: 'carl', to: 'ben' })).toMatchObject({ ok: true });
    expect(undoing.store.tasks({})).toMatchObject([{ assignees: ['ben'] }]);
    expect(await say(undoing, { by: 'ben', outcome: 'done' })).toMatchObject({ ok: true });
    expect(undoing.end(run)).toBe('cancelled');
  });
});

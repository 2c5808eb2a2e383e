import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { AccessPolicy, Condition } from '@deskbook/policies';
import type { Node } from '@deskbook/dsl/bundle';
import { sqliteStore } from '../../src/journal/sqlite-store.ts';
import { step } from '../../src/kernel/index.ts';
import { act, action, approval, minute, node, workflow } from '../kernel/build.ts';
import { fails, is, openAccess, role, scene, type Scene } from '../execution/scene.ts';

/** Who did one thing and must not do the other, wherever in a run; seats nobody fills; and clocks that go back. */

const end = (name: string) => ({ kind: 'end', end: name, establishes: [] }) as const;
const ask = (needs: readonly string[] = []): Node =>
  node('ask', { kind: 'approve', approval: 'ok' }, { needs, outcomes: { expired: end('expired') } });
const work = (needs: readonly string[] = []): Node =>
  node(
    'work',
    { kind: 'task', text: { en: 'Carry it out' }, form: {}, within: null },
    { needs, outcomes: { declined: end('declined'), timed_out: end('late') }, by: owners },
  );
const owners = { actor: 'it_agent', role: 'owners', person: null, fallback: [] } as const;
const apart: Partial<AccessPolicy> = {
  separation: [{ id: 'four-eyes', apart: ['approve', 'perform'], within: 'run', reference: '', cites: [] }],
};
const say = async (desk: Scene, outcome: string, by = 'omar') => {
  const [task] = desk.store.tasks({});
  const result = await desk.executor.answer(task?.task ?? '', { by, outcome });
  await desk.executor.settle();
  return result;
};

describe('four eyes', () => {
  const failing = [action('grant', { retry: null })];
  const give = act('give', 'grant', { needs: ['ask'], by: owners });

  test('who approved does not do a held step by hand', async () => {
    const mocks = { grant: [fails('refused')] };
    const desk = scene({ nodes: [ask(), give], actions: failing, approvals: [approval('ok')], access: apart, mocks });
    const run = await desk.start();
    await say(desk, 'approve');
    expect(await say(desk, 'done')).toMatchObject({ ok: false, reason: 'four-eyes' });
    expect(await say(desk, 'give_up')).toMatchObject({ ok: true });
    expect(desk.end(run)).toBe('failed');
  });

  test('who did a held step by hand does not approve', async () => {
    const mocks = { grant: [fails('refused')] };
    const first = act('give', 'grant', { by: owners });
    const desk = scene({ nodes: [first, ask(['give'])], actions: failing, approvals: [approval('ok')], access: apart, mocks }); // prettier-ignore
    await desk.start();
    expect(await say(desk, 'done')).toMatchObject({ ok: true });
    expect(await say(desk, 'approve')).toMatchObject({ ok: false, reason: 'four-eyes' });
  });

  test('who approved in a part of a run does not carry it out in the whole', async () => {
    const part = node('part', { kind: 'run', workflow: 'child', with: {} });
    const workflows = [workflow([part, work(['part'])]), workflow([ask()], { id: 'child' })];
    const desk = scene({ workflows, approvals: [approval('ok')], access: apart });
    await desk.start();
    expect(await say(desk, 'approve')).toMatchObject({ ok: true });
    expect(desk.store.tasks({})).toMatchObject([{ node: 'work' }]);
    expect(await say(desk, 'done')).toMatchObject({ ok: false, reason: 'four-eyes' });
  });
});

test('a denial of voting is decided over what its condition speaks of', async () => {
  const when: Condition = is('manager.employment', 'contractor');
  const denials = [{ id: 'outsiders', role: 'owners', deny: ['approve:*'], when, reference: '', cites: [] }];
  const people = { mia: { id: 'mia', groups: [], accounts: {}, properties: { employment: 'employee' } } };
  const base = scene({});
  const directory = {
    ...base.ports.directory,
    person: async (id: string) => (id === 'mia' ? people.mia : base.ports.directory.person(id)),
  };
  const desk = scene({ nodes: [ask()], approvals: [approval('ok')], access: { denials }, host: { directory } });
  await desk.start();
  expect(await say(desk, 'approve')).toMatchObject({ ok: true });
});

describe('seats', () => {
  const roles = [...openAccess.roles, role('nobody', [{ kind: 'people', people: [] }])];
  const seats = [
    { role: 'owners', each: false },
    { role: 'nobody', each: false },
  ];

  test.each([
    ['wait', null],
    ['skip', 'done'],
  ] as const)('one that nobody fills, where it is to %s', async (otherwise, ended) => {
    const approvals = [approval('ok', { seats, standIn: { absent: [], otherwise } })];
    const desk = scene({ nodes: [ask()], approvals, access: { roles } });
    const run = await desk.start();
    await say(desk, 'approve');
    expect(desk.end(run)).toBe(ended);
  });

  test('asking more people where there are none asks nobody more', async () => {
    const chase = { every: { milliseconds: minute }, atMost: 1, add: 'nobody' };
    const desk = scene({ nodes: [ask()], approvals: [approval('ok', { chase })], access: { roles } });
    const run = await desk.start();
    await desk.elapse(run, 3);
    expect(await say(desk, 'approve')).toMatchObject({ ok: true });
    expect(desk.end(run)).toBe('done');
  });
});

test('a clock that goes back while it expires does not keep an approval open for ever', async () => {
  const desk = scene({ nodes: [ask()], approvals: [approval('ok', { within: { milliseconds: minute } })] });
  const run = await desk.start();
  const state = desk.executor.state(run);
  const fired = {
    type: 'timer.fired',
    timer: 'within',
    at: '2026-03-02T08:00:59.000Z',
    node: 'ask',
    visit: 0,
  } as const;
  const { workflows, actions, approvals } = desk.bundle;
  const own = workflows['test'];
  if (own === undefined) throw new Error('no workflow');
  expect(step({ workflow: own, actions, approvals }, state, fired).state.ending).toMatchObject({ end: 'expired' });
});

test('a link to a store is that store: a second writer is refused under any name', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'deskbook-'));
  const store = sqliteStore(join(folder, 'desk.db'));
  try {
    symlinkSync(join(folder, 'desk.db'), join(folder, 'other.db'));
    expect(() => sqliteStore(join(folder, 'other.db'))).toThrow('one store has one writer');
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
});

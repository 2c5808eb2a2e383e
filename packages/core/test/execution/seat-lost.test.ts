import { describe, expect, test } from 'vitest';
import type { ApprovalDefinition } from '@deskbook/policies';
import { approval, node } from '../kernel/build.ts';
import { fixtures, openAccess, role, scene, type Scene } from './scene.ts';

const ask = node(
  'ask',
  { kind: 'approve', approval: 'ok' },
  { outcomes: { expired: { kind: 'end', end: 'expired', establishes: [] } } },
);

/** A directory that changes while the question is open. */
function moving(
  people: { readonly [id: string]: readonly string[] },
  schedules: { [schedule: string]: string[] } = {},
) {
  const groups = Object.fromEntries(Object.entries(people).map(([id, names]) => [id, [...names]]));
  const known = Object.entries(groups).map(([id, of]) => [
    id,
    {
      id,
      groups: of,
      accounts: { email: `${id}@acme.example` },
      properties: { name: id, deputy: id === 'omar' ? 'dora' : null },
    },
  ]);
  return {
    groups,
    schedules,
    fixtures: { ...fixtures, people: { ...fixtures.people, ...Object.fromEntries(known) }, schedules },
  };
}

const owners = [
  ...openAccess.roles.filter(({ id }) => id !== 'owners'),
  role('owners', [{ kind: 'group', group: 'G-owners' }]),
];

function desk(
  world: ReturnType<typeof moving>,
  roles: typeof owners = owners,
  change: Partial<ApprovalDefinition> = {},
): Scene {
  return scene({
    nodes: [ask],
    approvals: [approval('ok', { seats: [{ role: 'owners', each: false }], ...change })],
    access: { roles },
    fixtures: world.fixtures,
  });
}

async function says(scene: Scene, by: string, outcome: string, to?: string) {
  const [task] = scene.store.tasks({});
  return scene.executor.answer(task?.task ?? '', { by, outcome, ...(to !== undefined && { to }) });
}

describe('a seat is lost with the role it was given for', () => {
  test.each([
    ['votes', 'approve', undefined],
    ['hands it on', 'delegate', 'dora'],
  ])('who has left the role neither %s', async (_, outcome, to) => {
    const world = moving({ omar: ['G-owners'], dora: ['G-owners'] });
    const open = desk(world, owners, { delegate: { to: 'same_role', times: 1 } });
    const run = await open.start();
    world.groups['omar']?.splice(0);
    expect(await says(open, 'omar', outcome, to)).toEqual({
      ok: false,
      code: 'not_yours',
      reason: 'no_longer_in_role',
    });
    expect(open.end(run)).toBeNull();
    expect(await says(open, 'dora', 'approve')).toMatchObject({ ok: true });
  });

  test('while the directory is down nobody can tell, and nobody votes', async () => {
    const open = desk(moving({ omar: ['G-owners'] }));
    await open.start();
    open.ports.setDown('directory', true);
    expect(await says(open, 'omar', 'approve')).toMatchObject({ ok: false, reason: 'unavailable' });
  });

  test('who stands in for somebody of the role keeps the seat, until they stand in for nobody', async () => {
    const world = moving({ omar: ['G-owners'], dora: [] });
    const away = { ...world.fixtures, absences: [{ person: 'omar', from: '2026-03-01', until: '2026-03-09' }] };
    const open = desk({ ...world, fixtures: away }, owners, { standIn: { absent: ['deputy'], otherwise: 'wait' } });
    await open.start();
    world.groups['omar']?.splice(0);
    expect(await says(open, 'dora', 'approve')).toMatchObject({ ok: false, reason: 'no_longer_in_role' });
    world.groups['omar']?.push('G-owners');
    expect(await says(open, 'dora', 'approve')).toMatchObject({ ok: true });
  });

  test('a shift that ended before the answer leaves the seat with whoever was asked', async () => {
    const schedules = { night: ['omar'] };
    const onCall = [
      ...openAccess.roles.filter(({ id }) => id !== 'owners'),
      role('owners', [{ kind: 'schedule', schedule: 'night' }]),
    ];
    const open = desk(moving({ omar: [] }, schedules), onCall);
    await open.start();
    schedules.night = ['dora'];
    expect(await says(open, 'omar', 'approve')).toMatchObject({ ok: true });
  });

  test('somebody who was never asked is told so, as before', async () => {
    const open = desk(moving({ omar: ['G-owners'] }));
    await open.start();
    expect(await says(open, 'sam', 'approve')).toMatchObject({ ok: false, code: 'not_yours', reason: 'not_asked' });
  });
});

test.each([
  ['votes', 'approve', undefined],
  ['hands it on', 'delegate', 'dora'],
])('who sits in two seats and has left the role of the one that would be used neither %s', async (_, outcome, to) => {
  const world = moving({ omar: ['G-owners', 'G-keepers'], dora: ['G-owners'], sam: ['G-keepers'] });
  const roles = [...owners, role('keepers', [{ kind: 'group', group: 'G-keepers' }])];
  const seats = ['owners', 'keepers'].map((each) => ({ role: each, each: false }));
  const open = desk(world, roles, { seats, need: 'all', delegate: { to: 'same_role', times: 1 } });
  const run = await open.start();
  world.groups['omar']?.splice(0, 1);
  // The seat of the owners comes first: as a keeper he does not speak for them.
  expect(await says(open, 'omar', outcome, to)).toMatchObject({ ok: false, reason: 'no_longer_in_role' });
  expect(await says(open, 'dora', 'approve')).toMatchObject({ ok: true });
  await open.executor.settle();
  expect(await says(open, 'omar', 'approve')).toMatchObject({ ok: true });
  await open.executor.settle();
  expect(open.end(run)).toBe('done');
});

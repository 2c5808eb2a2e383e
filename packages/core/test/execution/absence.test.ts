import { describe, expect, test } from 'vitest';
import type { ApprovalDefinition } from '@deskbook/policies';
import { approval, minute, node } from '../kernel/build.ts';
import { fixtures, scene, type Scene, type SceneOptions } from './scene.ts';

/** Whoever is asked goes away, or comes back, while the question is open. */

const ask = node(
  'ask',
  { kind: 'approve', approval: 'ok' },
  { outcomes: { expired: { kind: 'end', end: 'expired', establishes: [] } } },
);
const chase = { every: { milliseconds: minute }, atMost: 9 };
const standIn = { absent: ['deputy', 'manager'], otherwise: 'wait' } as const;

/** A desk, and the people who are away: a list that may change. */
function desk(change: Partial<ApprovalDefinition> = {}, more: Partial<SceneOptions> = {}) {
  const away: string[] = [];
  const base = scene(more.fixtures === undefined ? {} : { fixtures: more.fixtures });
  const directory = { ...base.ports.directory, absent: async (person: string) => away.includes(person) };
  const opened = scene({ nodes: [ask], approvals: [approval('ok', { standIn, chase, ...change })], host: { directory }, ...more }); // prettier-ignore
  return { desk: opened, away };
}

const seatsOf = (scene: Scene, run: string) =>
  scene.executor.state(run)?.nodes['ask']?.approval?.seats.map(({ id, people }) => [id, people]);
const mailed = (scene: Scene) => scene.ports.calls.map(({ input }) => input['to']);
const says = async (scene: Scene, by: string, outcome: string) => {
  const [task] = scene.store.tasks({});
  const result = await scene.executor.answer(task?.task ?? '', { by, outcome });
  await scene.executor.settle();
  return result;
};

describe('whoever is asked goes away', () => {
  test('their deputy is asked at the next reminder, once, and decides', async () => {
    const { desk: open, away } = desk();
    const run = await open.start();
    away.push('omar');
    expect(seatsOf(open, run)).toEqual([['owners', ['omar']]]);
    await open.elapse(run, 1);
    expect(seatsOf(open, run)).toEqual([['owners', ['dora']]]);
    expect(open.store.tasks({})).toMatchObject([{ assignees: ['dora'] }]);
    expect(mailed(open)).toEqual([['omar'], ['dora']]);
    expect(await says(open, 'omar', 'approve')).toMatchObject({ ok: false, reason: 'not_asked' });
    expect(await says(open, 'dora', 'approve')).toMatchObject({ ok: true });
    expect(open.end(run)).toBe('done');
  });

  test('a deputy whose ticket it is does not stand in', async () => {
    const { desk: open, away } = desk();
    const run = await open.start({ facts: { ticket: { id: 'T-1', requester: 'dora' } } });
    away.push('omar');
    await open.elapse(run, 1);
    expect(seatsOf(open, run)).toEqual([['owners', ['mia']]]);
    expect(mailed(open)).toEqual([['omar'], ['mia']]);
  });

  test('then the deputy’s own: the manager of whoever the seat belongs to; and whoever returns has it back', async () => {
    const { desk: open, away } = desk();
    const run = await open.start();
    away.push('omar');
    await open.elapse(run, 1);
    away.push('dora');
    await open.elapse(run, 1);
    expect(seatsOf(open, run)).toEqual([['owners', ['mia']]]);
    away.splice(0);
    await open.elapse(run, 1);
    expect(seatsOf(open, run)).toEqual([['owners', ['mia']]]);
    away.push('mia');
    await open.elapse(run, 1);
    expect(seatsOf(open, run)).toEqual([['owners', ['omar']]]);
    expect(mailed(open)).toEqual([['omar'], ['dora'], ['mia'], ['mia'], ['omar']]);
  });

  test('while somebody in the seat is there, it stays', async () => {
    const { desk: open, away } = desk({ seats: [{ role: 'agents', each: false }] });
    const run = await open.start();
    away.push('anna');
    await open.elapse(run, 1);
    expect(seatsOf(open, run)).toEqual([['agents', ['anna', 'ben']]]);
  });

  test.each([
    ['nobody may stand in', { standIn: { absent: [], otherwise: 'wait' } }, ['omar']],
    ['nobody who may is there', {}, ['omar', 'dora', 'mia']],
    ['the seat could have been left out at first', { standIn: { absent: [], otherwise: 'skip' } }, ['omar']],
  ] as const)('where %s the seat waits for them', async (_, change, gone) => {
    const { desk: open, away } = desk(change);
    const run = await open.start();
    away.push(...gone);
    await open.elapse(run, 2);
    expect(seatsOf(open, run)).toEqual([['owners', ['omar']]]);
    expect(open.end(run)).toBeNull();
  });

  test('the seat of one member of a role does not go to another member, who has their own', async () => {
    const { desk: open, away } = desk({ seats: [{ role: 'agents', each: true }] });
    const run = await open.start();
    away.push('anna');
    await open.elapse(run, 1);
    expect(seatsOf(open, run)).toEqual([
      ['agents:anna', ['anna']],
      ['agents:ben', ['ben']],
    ]);
  });

  test('in order, whoever has gone when it is their turn is not asked at all', async () => {
    const seats = ['managers', 'owners'].map((role) => ({ role, each: false }));
    const { desk: open, away } = desk({ seats, inOrder: true, chase: null });
    const run = await open.start();
    away.push('omar');
    await says(open, 'mia', 'approve');
    expect(mailed(open)).toEqual([['mia'], ['dora']]);
    await says(open, 'dora', 'approve');
    expect(open.end(run)).toBe('done');
  });

  test('whoever has voted stands in for nobody, and neither does whoever asks', async () => {
    const seats = ['managers', 'owners'].map((role) => ({ role, each: false }));
    const { desk: open, away } = desk({ seats, standIn: { absent: ['manager'], otherwise: 'wait' } });
    const run = await open.start();
    await says(open, 'mia', 'approve');
    away.push('omar');
    await open.elapse(run, 1);
    expect(seatsOf(open, run)?.at(-1)).toEqual(['owners', ['omar']]);
    const { desk: other, away: gone } = desk({ standIn: { absent: ['deputy'], otherwise: 'wait' } });
    const theirs = await other.start({ requester: 'dora' });
    gone.push('omar');
    await other.elapse(theirs, 1);
    expect(seatsOf(other, theirs)).toEqual([['owners', ['omar']]]);
  });

  test('one person stands in for one of two, where both votes are needed', async () => {
    const seats = ['owners', 'seniors'].map((role) => ({ role, each: false }));
    const sam = { id: 'sam', groups: [], accounts: {}, properties: { name: 'sam', manager: 'mia' } };
    const theirs = { fixtures: { people: { ...fixtures.people, sam } } };
    const { desk: open, away } = desk({ seats, standIn: { absent: ['manager'], otherwise: 'wait' } }, theirs);
    const run = await open.start();
    away.push('omar', 'sam');
    await open.elapse(run, 1);
    expect(seatsOf(open, run)).toEqual([
      ['owners', ['mia']],
      ['seniors', ['sam']],
    ]);
    expect(open.entries(run).filter((entry) => JSON.stringify(entry).includes('stood_in'))).toHaveLength(1);
  });

  test('while the directory is down everything stays as it is, and nobody is lost', async () => {
    const { desk: open } = desk({}, { host: {} });
    const run = await open.start();
    open.ports.setDown('directory', true);
    await open.elapse(run, 1);
    expect(seatsOf(open, run)).toEqual([['owners', ['omar']]]);
    open.ports.setDown('directory', false);
    expect(await says(open, 'omar', 'approve')).toMatchObject({ ok: true });
  });
});

import { describe, expect, test } from 'vitest';
import type { Decision } from '@deskbook/policies';
import type { Node } from '@deskbook/dsl/bundle';
import { act, action, approval, node, workflow } from '../kernel/build.ts';
import { fixtures, is, rule, scene, type Scene, type SceneOptions } from './scene.ts';

/** Whoever asked for a run, and is the owner of its workflow as well, lets nothing go by that decides about their request. */

const nobody = approval('ok', { seats: [{ role: 'nobody', each: false }] });
const ask = (change: Partial<Node> = {}): Node => node('ask', { kind: 'approve', approval: 'ok' }, change);
const after = (step: string): Node => act('give', 'grant', { needs: [step] });
const isLarge = is('request.size', 'large');
const parts = (nodes: readonly Node[], more: Partial<SceneOptions> = {}): SceneOptions => ({
  nodes,
  actions: [action('grant')],
  approvals: [nobody],
  ...more,
});
const say = async (desk: Scene, by: string, outcome: string) => {
  const [task] = desk.store.tasks({});
  const result = await desk.executor.answer(task?.task ?? '', { by, outcome });
  await desk.executor.settle();
  return result;
};
const ownRequest = { ok: false, code: 'refused', reason: 'own_request' };
const open: Decision = {
  id: 'gate',
  hit: 'first',
  sets: ['decision'],
  rules: [rule('large', isLarge, 'ALLOWED')],
  reference: 'd#',
};

describe('a held step that decides about a request is not let be by whoever asked', () => {
  const choice = node('which', { kind: 'choose', branches: [{ id: 'large', when: isLarge }] });
  const child = workflow([ask()], {
    id: 'child',
  });
  const run = node('part', { kind: 'run', workflow: 'child', with: {} });

  test.each([
    ['an approval that could not begin', [ask(), after('ask')], 'done'],
    ['an approval whose condition is undecided', [ask({ when: isLarge }), after('ask')], 'done'],
    [
      'a classification that could not be made',
      [node('gate', { kind: 'decide', decision: 'gate' }), after('gate')],
      null,
    ],
    ['a choice with an approval in a branch', [choice, ask({ block: 'which:large' }), after('which')], 'done'],
  ] as const)('%s', async (_, nodes, end) => {
    const desk = scene(parts(nodes, { decisions: [open] }));
    const started = await desk.start({ requester: 'ben' });
    expect(desk.store.tasks({})).toMatchObject([{ kind: 'hold' }]);
    expect(await say(desk, 'ben', 'skip')).toEqual(ownRequest);
    expect(desk.did()).not.toContain('grant');
    expect(await say(desk, 'anna', 'skip')).toMatchObject({ ok: true });
    expect(desk.end(started)).toBe(end);
  });

  test.each(['skip', 'done'])('a part of it that asks: %s', async (outcome) => {
    const seats = [{ role: 'owners', each: false }];
    const workflows = [workflow([run, after('part')]), child];
    const desk = scene({ ...parts([]), workflows, approvals: [approval('ok', { seats })] });
    await desk.start({ requester: 'ben' });
    expect(await say(desk, 'omar', 'reject')).toMatchObject({ ok: true });
    expect(desk.store.tasks({})).toMatchObject([{ kind: 'hold', node: 'part' }]);
    expect(await say(desk, 'ben', outcome)).toEqual(ownRequest);
    expect(desk.did()).not.toContain('grant');
    expect(await say(desk, 'anna', outcome)).toMatchObject({ ok: true });
  });

  test('where nobody started it, whoever the ticket is of has asked', async () => {
    const desk = scene(parts([ask(), after('ask')]));
    const facts = { ticket: { id: 'T-1', requester: 'ben', state: 'new' } };
    await desk.start({ requester: null, facts });
    expect(await say(desk, 'ben', 'skip')).toEqual(ownRequest);
    expect(await say(desk, 'anna', 'skip')).toMatchObject({ ok: true });
  });

  test('asking again and giving up are theirs all the same, and so are steps that ask nobody', async () => {
    const desk = scene(parts([ask(), after('ask')]));
    const started = await desk.start({ requester: 'ben' });
    expect(await say(desk, 'ben', 'retry')).toMatchObject({ ok: true });
    expect(desk.store.tasks({})).toMatchObject([{ kind: 'hold' }]);
    expect(await say(desk, 'ben', 'give_up')).toMatchObject({ ok: true });
    expect(desk.end(started)).toBe('failed');

    const other = scene(parts([act('give', 'grant', { when: isLarge })]));
    const second = await other.start({ requester: 'ben' });
    expect(await say(other, 'ben', 'skip')).toMatchObject({ ok: true });
    expect(other.end(second)).toBe('done');
  });
});

test('who has left the role a held approval was given to lets it be no more', async () => {
  const groups = ['G-agents'];
  const world = {
    ...fixtures.people,
    ben: { ...fixtures.people['ben'], id: 'ben', accounts: {}, properties: {}, groups },
  };
  const desk = scene(parts([ask(), after('ask')], { fixtures: { people: world } }));
  await desk.start();
  expect(desk.store.tasks({})).toMatchObject([{ kind: 'hold', assignees: ['anna', 'ben'], role: 'agents' }]);
  groups.splice(0);
  expect(await say(desk, 'ben', 'skip')).toMatchObject({ ok: false, code: 'not_yours' });
  expect(desk.did()).toEqual([]);
  expect(await say(desk, 'anna', 'skip')).toMatchObject({ ok: true });
  expect(desk.did()).toEqual(['grant']);
});

test('a directory that finds people by other spellings of their id gives nobody a vote on what they asked for', async () => {
  const { directory } = scene({}).ports;
  const person = async (id: string) => directory.person(id.toLowerCase());
  const seats = [{ role: 'owners', each: false }];
  const host = { directory: { ...directory, person } };
  const desk = scene(parts([ask(), after('ask')], { approvals: [approval('ok', { seats })], host }));
  for (const change of [
    { requester: 'OMAR' },
    { requester: null, facts: { ticket: { id: 'T-1', requester: 'OMAR' } } },
  ]) {
    const started = await desk.start({ ...change, cause: { kind: 'person', person: 'omar', how: 'start', key: `${change.requester}` } }); // prettier-ignore
    const [task] = desk.store.tasks({ run: started });
    expect(await desk.executor.answer(task?.task ?? '', { by: 'omar', outcome: 'approve' })).toMatchObject({
      ok: false,
    });
    expect(task).toMatchObject({ kind: 'hold' });
  }
});

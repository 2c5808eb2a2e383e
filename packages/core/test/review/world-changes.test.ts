import { describe, expect, test } from 'vitest';
import type { JsonObject } from '@deskbook/policies';
import type { Node } from '@deskbook/dsl/bundle';
import { action, approval, field, minute, node, workflow } from '../kernel/build.ts';
import { done, fails, is, literal, path, rule, scene, type Scene } from '../execution/scene.ts';

/** The world changes between the check and the act. */

const grant = action('access.grant', { input: { role: field('text') } });
const give = (needs: readonly string[]): Node =>
  node('give', { kind: 'do', action: 'access.grant', with: { role: path('request.role') } }, { needs });
const ask = node(
  'ask',
  { kind: 'approve', approval: 'ok' },
  { outcomes: { expired: { kind: 'end', end: 'expired', establishes: [] } } },
);
const pause = node(
  'pause',
  { kind: 'wait', for: { kind: 'duration', duration: { milliseconds: minute } }, within: null },
  { needs: ['ask'] },
);
const ticket = { id: 'T-1', requester: 'lena', state: 'new' };
const tell = (desk: Scene, request: JsonObject, time: string) =>
  desk.store.commit({ expect: {}, append: [], tickets: [{ id: 'T-1', time, facts: { ticket, request } }] });
const approve = async (desk: Scene) => {
  const [task] = desk.store.tasks({});
  await desk.executor.answer(task?.task ?? '', { by: 'omar', outcome: 'approve' });
  await desk.executor.settle();
};

describe('what was approved is what is done', () => {
  const approvals = [approval('ok', { askAgainIfChanged: ['request.role'] })];

  test.each([
    ['the same', 'reader', ['access.grant'], 'done'],
    ['something else', 'admin', [], undefined],
  ])('the request is %s by the time it is carried out', async (_, later, did, end) => {
    const desk = scene({ nodes: [ask, pause, give(['pause'])], actions: [grant], approvals });
    await tell(desk, { role: 'reader' }, '2026-03-02T08:00:00.000Z');
    const run = await desk.start({ facts: { ticket, request: { role: 'reader' } } });
    await approve(desk);
    await tell(desk, { role: later }, '2026-03-02T08:00:30.000Z');
    await desk.elapse(run, 1);
    expect(desk.did().filter((name) => name === 'access.grant')).toEqual(did);
    expect(desk.end(run) ?? undefined).toBe(end);
    const refusals = desk.entries(run).flatMap((entry) => (entry.type === 'effect.refused' ? [entry.reason] : []));
    expect(refusals).toEqual(end === undefined ? ['approval_void'] : []);
  });

  test('also in a run that is a part of the approved one', async () => {
    const child = workflow([give([])], { id: 'child' });
    const part = node('part', { kind: 'run', workflow: 'child', with: {} }, { needs: ['pause'] });
    const desk = scene({ workflows: [workflow([ask, pause, part]), child], actions: [grant], approvals });
    await tell(desk, { role: 'reader' }, '2026-03-02T08:00:00.000Z');
    const run = await desk.start({ facts: { ticket, request: { role: 'reader' } } });
    await approve(desk);
    await tell(desk, { role: 'admin' }, '2026-03-02T08:00:30.000Z');
    await desk.elapse(run, 1);
    expect(desk.did()).not.toContain('access.grant');
  });
});

test.each([
  ['the same', 'reader', ['access.grant']],
  ['what is let through as well', 'writer', ['access.grant']],
  ['what is not', 'admin', []],
])('a request that was let through and is by now %s', async (_, later, did) => {
  const denied = rule('no', is('request.role', 'admin'), 'DENIED');
  const decisions = [{ id: 'gate', hit: 'first' as const, sets: ['decision'], rules: [denied, rule('yes', null, 'ALLOWED')], reference: '' }]; // prettier-ignore
  const desk = scene({ nodes: [{ ...pause, needs: [] }, give(['pause'])], actions: [grant], decisions });
  await tell(desk, { role: 'reader' }, '2026-03-02T08:00:00.000Z');
  const classification = {
    decision: 'ALLOWED',
    reason: 'rule',
    by: 'gate',
    rules: [],
    missing: [],
    values: {},
  } as const;
  const run = await desk.start({ facts: { ticket, request: { role: 'reader' } }, classification });
  await tell(desk, { role: later }, '2026-03-02T08:00:30.000Z');
  await desk.elapse(run, 1);
  expect(desk.did()).toEqual(did);
});

test('a decision that falls while permission is being asked stops the effect', async () => {
  let fall: (() => void) | null = null;
  const decisions = [{ id: 'gate', hit: 'first' as const, sets: ['decision'], rules: [rule('no', null, 'DENIED')], reference: '' }]; // prettier-ignore
  const decide = node('decide', { kind: 'decide', decision: 'gate' }, { needs: ['look'] });
  const look = node('look', { kind: 'task', text: { en: 'Look' }, form: {}, within: null });
  const slow = action('slow.write', { resource: { type: 'asset', from: 'asset' }, input: { asset: field('asset') } });
  const write = node('write', { kind: 'do', action: 'slow.write', with: { asset: literal('LT-1') } });
  const desk = scene({ nodes: [look, decide, write], decisions, actions: [slow], mocks: { 'slow.write': [done()] } });
  const { assets } = desk.ports;
  const held = new Promise<void>((resolve) => (fall = resolve));
  const late = scene({
    nodes: [look, decide, write],
    decisions,
    actions: [slow],
    host: { assets: { ...assets, asset: async (id) => held.then(() => assets.asset(id)) } },
  });
  const started = late.start();
  await expect.poll(() => late.store.tasks({}).length).toBeGreaterThan(0);
  const task = late.store.tasks({}).find(({ kind }) => kind === 'task');
  await late.executor.answer(task?.task ?? '', { by: 'anna', outcome: 'done' });
  await expect.poll(() => late.store.streams('run:').flatMap((id) => late.store.entries(id)).map(({ body }) => body.type)).toContain('decision.made'); // prettier-ignore
  (fall as (() => void) | null)?.();
  await started;
  expect(late.did()).not.toContain('slow.write');
});

test('what nobody knows the outcome of is not repeated as something else', async () => {
  const mocks = { 'access.grant': [fails('unknown'), done()] };
  const desk = scene({ nodes: [give([])], actions: [grant], mocks });
  await tell(desk, { role: 'reader' }, '2026-03-02T08:00:00.000Z');
  const run = await desk.start({ facts: { ticket, request: { role: 'reader' } } });
  const asked = () => desk.ports.calls.filter(({ action: name }) => name === 'access.grant').length;
  expect(asked()).toBe(1);
  await tell(desk, { role: 'admin' }, '2026-03-02T08:00:30.000Z');
  await desk.elapse(run, 3);
  expect(asked()).toBe(1);
  expect(desk.executor.state(run)?.nodes['give']?.held?.reason).toContain('input_changed');
});

test('a seat whose people cannot be told just now is not left out', async () => {
  let down = true;
  const seats = [
    { role: 'owners', each: false },
    { role: 'managers', each: false },
  ];
  const base = scene({ nodes: [ask], approvals: [approval('ok', { seats })] });
  const directory = {
    ...base.ports.directory,
    person: async (id: string) => {
      if (down && id === 'lena') throw new Error('down');
      return base.ports.directory.person(id);
    },
  };
  const desk = scene({ nodes: [ask], approvals: [approval('ok', { seats })], host: { directory } });
  const run = await desk.start();
  expect(desk.executor.state(run)?.nodes['ask']?.approval ?? null).toBeNull();
  down = false;
  await desk.elapse(run, 2);
  const { seats: filled } = desk.executor.state(run)?.nodes['ask']?.approval ?? {};
  expect(filled?.map(({ id }) => id)).toEqual(['owners', 'managers']);
});

test.each([
  [['ok'], ['access.grant']],
  [[], []],
])('a request that by now requires an approval, with %j given', async (approvals, did) => {
  const asks = rule('ask', is('request.role', 'admin'), 'REQUIRES_APPROVAL');
  // oxlint-disable-next-line unicorn/no-thenable -- what a rule sets is called so
  const named = { ...asks, then: { decision: 'REQUIRES_APPROVAL', approval: 'ok' } };
  const decisions = [{ id: 'gate', hit: 'first' as const, sets: ['decision', 'approval'], rules: [named, rule('yes', null, 'ALLOWED')], reference: '' }]; // prettier-ignore
  const desk = scene({ nodes: [{ ...pause, needs: [] }, give(['pause'])], actions: [grant], decisions });
  await tell(desk, { role: 'reader' }, '2026-03-02T08:00:00.000Z');
  const classification = {
    decision: 'ALLOWED',
    reason: 'rule',
    by: 'gate',
    rules: [],
    missing: [],
    values: {},
  } as const;
  const inherited = { established: [], duties: {}, gates: {}, approvals };
  const run = await desk.start({ facts: { ticket, request: { role: 'reader' } }, classification, inherited });
  await tell(desk, { role: 'admin' }, '2026-03-02T08:00:30.000Z');
  await desk.elapse(run, 1);
  expect(desk.did()).toEqual(did);
});

test('secrets in records within records are not kept', async () => {
  const entry = field('record', { fields: { pin: field('text', { secret: true }), door: field() } });
  const badge = action('badge', { output: { one: entry, all: { ...entry, list: true } } });
  const record = { pin: 'planted', door: 'north' };
  const nodes = [node('badge', { kind: 'do', action: 'badge', with: {} })];
  const desk = scene({ nodes, actions: [badge], mocks: { badge: [done({ one: record, all: [record] })] } });
  const run = await desk.start();
  expect(desk.end(run)).toBe('done');
  expect(JSON.stringify(desk.entries(run))).not.toContain('planted');
  expect(JSON.stringify(desk.entries(run))).toContain('north');
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { finallyBlock, type FixtureAnswer, type Node, type Reaction } from '@deskbook/dsl/bundle';
import { draftMove } from '../../src/execution/draft-move.ts';
import { openExecutor, replayRun } from '../../src/execution/index.ts';
import { act, action, approval, field, minute, node } from '../kernel/build.ts';
import { mortal } from './mortal.ts';
import { bundle, done, fails, is, path, scene, type Scene, type SceneOptions } from './scene.ts';

const reactions: readonly Reaction[] = [
  { kind: 'continue', establishes: [] },
  { kind: 'hold', establishes: [] },
  { kind: 'end', end: 'early', establishes: [] },
  { kind: 'undo', end: 'back', establishes: [] },
  { kind: 'go', to: 'n0', atMost: 1, otherwise: { kind: 'continue', establishes: [] }, establishes: [] },
];

const stepShapes = fc.record({
  kind: fc.constantFrom('grant', 'charge', 'task', 'approve', 'wait', 'each', 'choose'),
  needs: fc.nat({ max: 15 }),
  bad: fc.constantFrom(...reactions),
  when: fc.constantFrom(null, is('requester.employment', 'employee'), is('request.until', 'June')),
});

type StepShape = typeof stepShapes extends fc.Arbitrary<infer Shape> ? Shape : never;

function nodesOf(steps: readonly StepShape[]): readonly Node[] {
  return steps.flatMap(({ kind, needs, bad, when }, index): readonly Node[] => {
    const id = `n${index}`;
    const outcomes = {
      failed: bad,
      denied: bad,
      refused: bad,
      declined: bad,
      rejected: bad,
      some_failed: bad,
      all_failed: bad,
    };
    const above = steps.flatMap((_, other) => (other < index && (needs & (1 << other)) !== 0 ? [`n${other}`] : []));
    const change = { needs: above, outcomes, when };
    const duration = { milliseconds: minute };
    switch (kind) {
      case 'grant':
      case 'charge':
        return [act(id, kind, change)];
      case 'task':
        return [node(id, { kind: 'task', text: { en: 'Look' }, form: {}, within: null }, change)];
      case 'approve':
        return [node(id, { kind: 'approve', approval: 'ok' }, change)];
      case 'wait':
        return [node(id, { kind: 'wait', for: { kind: 'duration', duration }, within: null }, change)];
      case 'each': {
        const value = ['x', 'y'];
        return [
          node(
            id,
            {
              kind: 'each',
              in: { kind: 'literal', value },
              as: 'i',
              key: null,
              atOnce: 2,
              nodes: [act('one', 'grant')],
            },
            change,
          ),
        ];
      }
      default: {
        const branches = [
          { id: 'a', when: is('asset.os', 'macos') },
          { id: 'b', when: null },
        ];
        return [node(id, { kind: 'choose', branches }, change), act(`${id}a`, 'grant', { block: `${id}:a` })];
      }
    }
  });
}

const goOn: Reaction = { kind: 'continue', establishes: [] };
const partEnds: StepShape[] = [
  { kind: 'approve', needs: 0, bad: goOn, when: null },
  { kind: 'each', needs: 0, bad: goOn, when: null },
  { kind: 'grant', needs: 0, bad: goOn, when: is('request.until', 'June') },
  { kind: 'grant', needs: 1, bad: goOn, when: null },
];

const answers: fc.Arbitrary<readonly FixtureAnswer[]> = fc.array(
  fc.constantFrom(
    done({ id: 'i' }),
    done({ id: 'i' }),
    fails('unavailable'),
    fails('refused'),
    fails('unknown'),
    done({}),
  ),
  { maxLength: 8 },
);

/** What people answer, by turns. After a while they give up, so that everything comes to an end. */
function answerFor(kind: string, turn: number, choice: number): string {
  if (kind === 'approval') return choice % 3 === 0 ? 'reject' : 'approve';
  if (kind === 'task') return choice % 4 === 0 ? 'declined' : 'done';
  const hold = ['retry', 'done', 'skip', 'give_up'][choice % 4] ?? 'skip';
  return turn > 12 ? 'give_up' : hold;
}

async function begin(desk: Scene): Promise<string> {
  const draft = desk.executor.draftStart({
    bundle: desk.bundle,
    workflow: 'test',
    input: {},
    facts: { ticket: { id: 'T-1', requester: 'lena', asset: 'LT-1' } },
    requester: 'lena',
    cause: { kind: 'person', person: 'lena', how: 'start', key: 'k' },
  });
  if (draft === null) throw new Error('no workflow');
  await desk.store.commit(draft.commit);
  return draft.run;
}

async function live(
  desk: Scene,
  run: string,
  choices: readonly number[],
  between: (turn: number) => Promise<void> = async () => {},
): Promise<void> {
  await desk.executor.settle();
  for (let turn = 0; turn < 60 && desk.store.run(run)?.status !== 'ended'; turn += 1) {
    for (const [index, { task, kind }] of desk.store.tasks({}).entries()) {
      const by = desk.store.task(task)?.assignees[0] ?? 'ben';
      const outcome = answerFor(kind, turn, choices[(turn + index) % choices.length] ?? 0);
      const note = { note: 'because' };
      const given = await desk.executor.answer(task, { by, outcome, ...note, form: { id: 'by hand' } });
      if (!given.ok) await desk.executor.answer(task, { by, outcome: kind === 'hold' ? 'skip' : outcome, form: {} });
    }
    await desk.executor.settle();
    await between(turn);
    const whim = choices[turn];
    if (whim === 10) await desk.executor.undo(run, 'lena', 'a mistake');
    if (whim === 11) await desk.executor.cancel(run, 'lena', 'no longer needed');
    const due = desk.executor.nextDue();
    if (due !== null) desk.clock.set(due);
    await desk.executor.settle();
  }
}

/** Actions with an undo, without one, one that may not be repeated, and one that tells people at the end. */
function fourActions() {
  const grant = action('grant', {
    output: { id: field() },
    undo: { action: 'revoke', with: { id: path('output.id') }, exact: true },
  });
  const charge = action('charge', { output: { id: field() }, idempotent: 'never', retry: null });
  const tell = action('tell', { port: 'helpdesk' });
  const revoke = action('revoke', { input: { id: field() } });
  return [grant, charge, revoke, tell];
}

const deaths = fc.record({ at: fc.nat({ max: 40 }), when: fc.constantFrom('before', 'after') });
const stories = [
  fc.array(stepShapes, { minLength: 1, maxLength: 4 }),
  fc.record({ grant: answers, charge: answers, revoke: answers }),
  fc.array(fc.nat({ max: 11 }), { minLength: 1, maxLength: 9 }),
] as const;

type Mocks = NonNullable<SceneOptions['mocks']>;

function sceneOf(steps: readonly StepShape[], mocks: Mocks, byTurns?: SceneOptions['byTurns']): Scene {
  return scene({
    actions: fourActions(),
    approvals: [approval('ok')],
    nodes: [...nodesOf(steps), act('last', 'tell', { block: finallyBlock })],
    mocks,
    fixtures: {
      actions: { grant: [done({ id: 'i' })], charge: [done({ id: 'i' })], revoke: [done()], tell: [done()] },
    },
    ...(byTurns === undefined ? {} : { byTurns }),
  });
}

/** That the run has ended, with all that belongs to it, replays, did nothing under two keys or under one key twice, and was finished once. */
function endedWell(desk: Scene, run: string): void {
  expect(desk.store.run(run)?.status).toBe('ended');
  expect(desk.store.runs({ status: 'open' })).toEqual([]);
  expect(desk.store.tasks({})).toEqual([]);
  for (const record of desk.store.runs({})) expect(replayRun(desk.host, record.run)).toMatchObject({ ok: true });
  const { effects = [] } = desk.executor.state(run) ?? {};
  expect(new Set(effects.map(({ key }) => key)).size).toBe(effects.length);
  const finished = desk.entries(run).filter((entry) => entry.type === 'effect.done' && entry.node === 'last');
  expect(finished).toHaveLength(1);
  const told = desk.ports.calls.filter(({ action: name }) => name === 'tell').map(({ key }) => key);
  expect(new Set(told)).toEqual(new Set([`${run}/last`]));
}

test('whatever the world and people answer, and whenever the process dies: a run ends, replays, and did everything under its own key once', async () => {
  await fc.assert(
    fc.asyncProperty(...stories, deaths, async (steps, mocks, choices, dies) => {
      const desk = sceneOf(steps, mocks);
      const run = await begin(desk);
      const mortality = mortal(desk.store, desk.ports.perform, dies);
      const doomed = openExecutor({ ...desk.host, store: mortality.store, perform: mortality.perform });
      await Promise.race([live({ ...desk, executor: doomed }, run, choices), mortality.death]);
      await live(desk, run, choices);
      endedWell(desk, run);
      const requests = desk.entries(run).filter(({ type }) => type === 'effect.requested').length;
      const own = desk.ports.calls.filter(({ action: name, key }) => name !== 'mail.send' && key.startsWith(`${run}/`));
      // What was requested when the process died was perhaps not asked of the world any more; the other way round never.
      expect(own.length).toBeLessThanOrEqual(requests);
      expect(own.length).toBeGreaterThanOrEqual(requests - steps.length - 1);
    }),
    // A part that ends just while the whole is looking at it.
    {
      numRuns: 150,
      examples: [[partEnds, { grant: [fails('refused')], charge: [], revoke: [] }, [7], { at: 3, when: 'before' }]],
    },
  );
}, 60_000);

test('the same where each turn is taken by another process, and many of them die in it', async () => {
  await fc.assert(
    fc.asyncProperty(
      ...stories,
      fc.array(fc.option(deaths), { minLength: 1, maxLength: 12 }),
      fc.constantFrom('none', 'grant', 'all'),
      async (steps, mocks, choices, dies, queued) => {
        let turn = 0;
        const desk = sceneOf(steps, mocks, {
          queued: (name) => queued === 'all' || name === queued,
          death: () => dies[(turn += 1) % (dies.length * 3)] ?? null,
        });
        const run = await begin(desk);
        desk.executor.touch(run);
        await live(desk, run, choices);
        expect(desk.store.run(run)?.status).toBe('ended');
        endedWell(desk, run);
      },
    ),
    { numRuns: 100 },
  );
}, 60_000);

/** The next version: every step is called otherwise, and one comes at the end. */
function renamed(nodes: readonly Node[]): readonly Node[] {
  const now = (id: string): string => id.replace(/^n(?=\d)/u, 'm');
  const moved = nodes.map((old): Node => {
    const { verb, block, needs, outcomes } = old;
    const inner = verb.kind === 'each' ? { ...verb, nodes: renamed(verb.nodes) } : verb;
    const reactions = Object.entries(outcomes).map(([outcome, reaction]) =>
      [outcome, reaction.kind === 'go' ? { ...reaction, to: now(reaction.to) } : reaction] as const); // prettier-ignore
    return { ...old, id: now(old.id), block: block === null ? null : now(block), needs: needs.map(now), outcomes: Object.fromEntries(reactions), verb: inner }; // prettier-ignore
  });
  return moved;
}

test('whenever it is moved to another graph, and whenever the process dies: it ends, replays, and nothing is done twice', async () => {
  const grant = action('grant', {
    output: { id: field() },
    undo: { action: 'revoke', with: { id: path('output.id') }, exact: true },
  });
  const charge = action('charge', { output: { id: field() }, idempotent: 'never', retry: null });
  const revoke = action('revoke', { input: { id: field() } });
  let movedRuns = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(stepShapes, { minLength: 1, maxLength: 4 }),
      fc.record({ grant: answers, charge: answers, revoke: answers }),
      fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 9 }),
      fc.record({ at: fc.nat({ max: 40 }), when: fc.constantFrom('before', 'after') }),
      fc.nat({ max: 3 }),
      async (steps, mocks, choices, dies, moves) => {
        const nodes = nodesOf(steps);
        const last = node('last', { kind: 'task', text: { en: 'Look' }, form: {}, within: null });
        const parts = { actions: [grant, charge, revoke], approvals: [approval('ok')] };
        const next = bundle({ ...parts, nodes: [...renamed(nodes), last], change: { hash: 'h2' } });
        const desk: Scene = scene({
          ...parts,
          nodes,
          mocks,
          fixtures: { actions: { grant: [done({ id: 'i' })], charge: [done({ id: 'i' })], revoke: [done()] } },
          host: { bundleOf: (hash) => (hash === 'h2' ? next : desk.bundle) },
        });
        const run = await begin(desk);
        const map = Object.fromEntries(nodes.map(({ id }) => [id, id.replace(/^n(?=\d)/u, 'm')]));
        const mortality = mortal(desk.store, desk.ports.perform, dies);
        const move = (executor: Scene['executor'], store: Scene['store']) => async (turn: number) => {
          if (turn < moves) return;
          const drafted = draftMove(desk.host, run, { to: next, map, by: 'tina', reason: '' });
          if (drafted?.commit == null) return;
          await store.commit(drafted.commit);
          executor.touch(run);
          await executor.settle();
        };
        const doomed = openExecutor({ ...desk.host, store: mortality.store, perform: mortality.perform });
        await Promise.race([
          live({ ...desk, executor: doomed }, run, choices, move(doomed, mortality.store)),
          mortality.death,
        ]);
        await live(desk, run, choices, move(desk.executor, desk.store));
        expect(desk.store.run(run)?.status).toBe('ended');
        expect(desk.store.tasks({})).toEqual([]);
        for (const record of desk.store.runs({})) expect(replayRun(desk.host, record.run)).toMatchObject({ ok: true });
        const entries = desk.entries(run);
        if (entries.some(({ type }) => type === 'run.moved')) movedRuns += 1;
        // No key is asked for once it is on the ledger, and what must not be repeated is asked for once.
        const { effects = [] } = desk.executor.state(run) ?? {};
        expect(new Set(effects.map(({ key }) => key)).size).toBe(effects.length);
        const asked = entries.flatMap((entry) => (entry.type === 'effect.requested' ? [entry] : []));
        for (const { key, at } of effects)
          expect(asked.filter((request) => request.key === key && request.at > at)).toEqual([]);
      },
    ),
    { numRuns: 200 },
  );
  expect(movedRuns).toBeGreaterThan(20);
}, 60_000);

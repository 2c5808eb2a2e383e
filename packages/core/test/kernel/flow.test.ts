import { describe, expect, test } from 'vitest';
import type { Node, Reaction } from '@deskbook/dsl/bundle';
import { act, action, graph, minute, node } from './build.ts';
import { drive, elapse, handle, perform, tell } from './drive.ts';

const x = action('x', { undo: { action: 'y', with: {}, exact: true } });
const y = action('y');
const none = action('z');
const condition = { kind: 'all', of: [], reference: '' } as const;
const scene = (nodes: readonly Node[], change = {}) => drive(graph(nodes, change, [x, y, none]));
const decided = (truth: 'holds' | 'fails' | 'undecided', missing: readonly string[] = []) => ({ truth, missing });

describe('order', () => {
  test('steps without needs begin at once, the others when what they need is through', () => {
    const run = scene([act('a', 'x'), act('b', 'x'), act('c', 'x', { needs: ['a', 'b'] })]);
    expect(run.open()).toEqual(['attempt a', 'attempt b']);
    perform(run, 'b', 'done');
    expect(run.open()).toEqual(['attempt a']);
    perform(run, 'a', 'done');
    expect(run.open()).toEqual(['attempt c']);
  });

  test.each([
    ['any', 1],
    [2, 2],
    ['all', 3],
    [7, 3],
  ] as const)('join %s begins after %i', (join, after) => {
    const run = scene([act('a', 'x'), act('b', 'x'), act('c', 'x'), act('d', 'x', { needs: ['a', 'b', 'c'], join })]);
    for (const [index, id] of ['a', 'b', 'c'].entries()) {
      expect(run.open().includes('attempt d')).toBe(index >= after);
      perform(run, id, 'done');
    }
    expect(run.open()).toContain('attempt d');
  });

  test('a run without steps ends at once', () => {
    expect(scene([]).open()).toEqual(['end done']);
  });
});

describe('when', () => {
  const nodes = [act('a', 'x', { when: condition, establishes: ['t'] }), act('b', 'x', { needs: ['a'] })];
  test('it holds', () => {
    const run = scene(nodes);
    expect(run.open()).toEqual(['evaluate a']);
    run.give({ type: 'condition.decided', evaluation: decided('holds'), node: 'a', visit: 0 });
    expect(run.open()).toEqual(['attempt a']);
  });

  test('it fails: skipped, which counts as finished and promises nothing', () => {
    const run = scene(nodes);
    run.give({ type: 'condition.decided', evaluation: decided('fails'), node: 'a', visit: 0 });
    expect(run.open()).toEqual(['attempt b']);
    expect(run.state().established).toEqual([]);
  });

  test('undecided: a person is asked, who can have it asked again', () => {
    const run = scene(nodes);
    run.give({ type: 'condition.decided', evaluation: decided('undecided', ['asset.os']), node: 'a', visit: 0 });
    expect(run.find('open').reason).toBe('undecided: asset.os');
    handle(run, 'a', 'retry');
    expect(run.open()).toEqual(['evaluate a']);
  });
});

describe('requires', () => {
  test('what is not established holds the step, until it is', () => {
    const run = scene([act('a', 'x', { requires: ['approved'] }), act('b', 'x', { establishes: ['approved'] })]);
    expect(run.open()).toEqual(['open hold a', 'attempt b']);
    perform(run, 'b', 'done');
    handle(run, 'a', 'retry');
    expect(run.open()).toEqual(['attempt a']);
  });

  test('what the workflow assumes is established from the start', () => {
    const plan = { ...graph([]).workflow.plan, assumes: ['asked'] };
    expect(scene([act('a', 'x', { requires: ['asked'] })], { plan }).open()).toEqual(['attempt a']);
  });

  test.each([
    ['retry', ['open hold a']],
    ['done', ['end done']],
    ['skip', ['end done']],
    ['give_up', ['end failed']],
  ])('an end that requires something is not reached without it; a person says %s', (outcome, open) => {
    const run = scene([act('a', 'x')], { ends: { done: { title: {}, requires: ['granted'] } } });
    perform(run, 'a', 'done');
    expect(run.find('open').reason).toBe('the end `done` requires granted');
    handle(run, 'a', outcome);
    expect(run.open()).toEqual(open);
  });
});

describe('outcomes', () => {
  const go: Reaction = {
    kind: 'go',
    to: 'a',
    atMost: 2,
    otherwise: { kind: 'end', end: 'tired', establishes: [] },
    establishes: [],
  };

  test('going back: everything after it begins anew under other keys, so often, and then not', () => {
    const run = scene([act('a', 'z'), act('b', 'z', { needs: ['a'], outcomes: { done: go } }), act('side', 'z')]);
    for (const visit of [0, 1, 2]) {
      expect(run.find('attempt', 'a').key).toBe(visit === 0 ? 'r/a' : `r/a#${visit}`);
      perform(run, 'a', 'done');
      perform(run, 'b', 'done');
    }
    expect(run.open()).toEqual(['end tired']);
    expect(run.state().effects.map(({ key }) => key)).toEqual(['r/a', 'r/b', 'r/a#1', 'r/b#1', 'r/a#2', 'r/b#2']);
  });

  test('an effect in flight when the run goes back still comes in, and leads nowhere', () => {
    const nodes = [
      act('a', 'x'),
      act('slow', 'x', { needs: ['a'] }),
      act('b', 'z', { needs: ['a'], outcomes: { done: go } }),
    ];
    const run = scene(nodes);
    perform(run, 'a', 'done');
    const { key, attempt } = run.find('attempt', 'slow');
    run.give({ type: 'effect.requested', key, action: 'x', input: {}, attempt, node: 'slow', visit: 0 });
    perform(run, 'b', 'done');
    run.give({ type: 'effect.done', output: { id: 'late' }, attempt, node: 'slow', visit: 0 });
    expect(run.state().effects.map((effect) => effect.key)).toEqual(['r/a', 'r/b', 'r/slow']);
    expect(run.state().nodes['slow']?.status).toBe('waiting');
    expect(run.open()).toEqual(['attempt a']);
  });

  test('a block runs, and then the step is through', () => {
    const failed: Reaction = { kind: 'block', establishes: ['told'] };
    const nodes = [
      act('a', 'z', { outcomes: { failed }, establishes: ['granted'] }),
      node('by-hand', { kind: 'task', text: {}, form: {}, within: null }, { block: 'a:failed', requires: ['told'] }),
      act('b', 'z', { needs: ['a'] }),
    ];
    const run = scene(nodes);
    perform(run, 'a', { error: 'refused' });
    expect(run.open()).toEqual(['open task by-hand']);
    handle(run, 'by-hand', 'done');
    expect(run.open()).toEqual(['attempt b']);
    expect(run.state().established).toEqual(['told']);
  });

  test('an end drops what still goes on', () => {
    const end: Reaction = { kind: 'end', end: 'early', establishes: ['known'] };
    const run = scene([act('a', 'z', { outcomes: { done: end } }), act('b', 'z')]);
    perform(run, 'a', 'done');
    expect(run.open()).toEqual(['end early']);
    expect(run.state().nodes['b']?.status).toBe('dropped');
    expect(run.state().established).toEqual(['known']);
  });

  test('an end waits for what the world was asked for', () => {
    const end: Reaction = { kind: 'end', end: 'early', establishes: [] };
    const run = scene([act('a', 'z', { outcomes: { done: end } }), act('b', 'x')]);
    const { key, attempt } = run.find('attempt', 'b');
    run.give({ type: 'effect.requested', key, action: 'x', input: {}, attempt, node: 'b', visit: 0 });
    perform(run, 'a', 'done');
    expect(run.open()).toEqual(['attempt b']);
    run.give({ type: 'effect.done', output: {}, attempt, node: 'b', visit: 0 });
    expect(run.open()).toEqual(['end early']);
    expect(run.state().effects.map((effect) => effect.node)).toEqual(['a', 'b']);
  });

  test('an effect nobody knows about keeps the end waiting until a person tells', () => {
    const end: Reaction = { kind: 'end', end: 'early', establishes: [] };
    const never = action('never', { idempotent: 'never', retry: null });
    const run = drive(graph([act('a', 'z', { outcomes: { done: end } }), act('b', 'never')], {}, [none, never]));
    perform(run, 'b', 'unknown');
    tell(run, 'b');
    perform(run, 'a', 'done');
    expect(run.open()).toEqual(['await hold b']);
    const { task } = run.find('await');
    run.give({ type: 'task.answered', task, by: 'omar', outcome: 'done', form: {}, note: null, node: 'b', visit: 0 });
    expect(run.open()).toEqual(['end early']);
    expect(run.state().effects.map(({ node }) => node)).toEqual(['a', 'b']);
  });
});

describe('undo', () => {
  const undo: Reaction = { kind: 'undo', end: 'rolled-back', establishes: [] };
  const nodes = [
    act('a', 'x'),
    act('m', 'z', { needs: ['a'] }),
    act('b', 'x', { needs: ['m'] }),
    act('c', 'x', { needs: ['b'], outcomes: { failed: undo } }),
  ];
  const toUndo = () => {
    const run = scene(nodes);
    for (const id of ['a', 'm', 'b']) perform(run, id, 'done');
    perform(run, 'c', { error: 'refused' });
    return run;
  };

  test('what was done is taken back, the last first; what cannot be is left', () => {
    const run = toUndo();
    expect(run.state().status).toBe('undoing');
    expect(run.open()).toEqual(['attempt undo b']);
    expect(run.find('attempt')).toMatchObject({ key: 'r/b/undo' });
    perform(run, 'b', 'done');
    expect(run.open()).toEqual(['attempt undo a']);
    perform(run, 'a', 'done');
    expect(run.open()).toEqual(['end rolled-back']);
    expect(run.state().effects.map(({ node, undone }) => [node, undone])).toEqual([
      ['a', 'done'],
      ['m', 'no'],
      ['b', 'done'],
    ]);
  });

  test('an undo that fails is tried again by its own policy, then told to a person while the rest goes on', () => {
    const run = toUndo();
    for (const _ of [1, 2]) {
      perform(run, 'b', { error: 'unavailable' });
      elapse(run, 'b');
    }
    perform(run, 'b', { error: 'unavailable' });
    expect(run.open()).toEqual(['open hold b', 'attempt undo a']);
    perform(run, 'a', 'done');
    expect(run.open()).toEqual(['open hold b']);
    handle(run, 'b', 'done');
    expect(run.open()).toEqual(['end rolled-back']);
  });

  test.each([
    ['retry', ['attempt undo b'], 'no'],
    ['done', ['end rolled-back'], 'done'],
    ['give_up', ['end rolled-back'], 'failed'],
  ])('a person says of a failed undo: %s', (outcome, open, undone) => {
    const run = toUndo();
    perform(run, 'b', { error: 'refused' });
    perform(run, 'a', 'done');
    handle(run, 'b', outcome);
    expect(run.open()).toEqual(open);
    expect(run.state().effects.find(({ node }) => node === 'b')?.undone).toBe(undone);
  });

  test('a retry that fails again is told again, under another task', () => {
    const run = toUndo();
    perform(run, 'b', { error: 'refused' });
    perform(run, 'a', 'done');
    const first = run.find('open').task;
    handle(run, 'b', 'retry');
    perform(run, 'b', { error: 'refused' });
    expect(run.find('open').task).not.toBe(first);
  });

  test('an undo that may not be done is told to a person', () => {
    const run = toUndo();
    const decision = { allowed: false, reason: 'no_grant', basis: null, missing: [] } as const;
    const resource = { type: 'ticket', id: 'T' };
    const permission = {
      allowed: false,
      actor: { id: 'desk', decision },
      asker: null,
      confinement: 'none',
      action: 'y',
      resource,
    } as const;
    run.give({ type: 'permission.decided', attempt: 1, permission, node: 'b', visit: 0 });
    expect(run.open()).toEqual(['open hold b', 'attempt undo a']);
  });

  test('an undo nobody knows about is repeated where that does no harm', () => {
    const run = toUndo();
    perform(run, 'b', 'unknown');
    expect(run.open()).toEqual(['schedule retry b']);
  });

  test('a person undoes a run within the window after its end, and not later', () => {
    const ended = () => {
      const run = scene([act('a', 'x')], { undoWindow: { milliseconds: minute } });
      perform(run, 'a', 'done');
      run.give({ type: 'run.ended', end: 'done' }, 100);
      return run;
    };
    const late = ended();
    expect(late.give({ type: 'undo.requested', by: 'lena', reason: '' }, 161).ignored).toBe('ended');
    const run = ended();
    run.give({ type: 'undo.requested', by: 'lena', reason: 'mistake' }, 160);
    expect(run.open()).toEqual(['attempt undo a']);
    perform(run, 'a', 'done');
    run.give({ type: 'run.ended', end: 'undone' }, 170);
    expect(run.give({ type: 'undo.requested', by: 'lena', reason: '' }, 171).ignored).toBe('ended');
  });

  test('a run that is cancelled takes back what it did', () => {
    const run = scene([act('a', 'x'), act('b', 'x', { needs: ['a'] })]);
    perform(run, 'a', 'done');
    run.give({ type: 'run.cancelled', by: 'lena', reason: 'no longer needed' });
    expect(run.open()).toEqual(['attempt undo a']);
    perform(run, 'a', 'done');
    expect(run.open()).toEqual(['end cancelled']);
    expect(run.give({ type: 'run.cancelled', by: 'lena', reason: '' }).ignored).toBe('not_awaited');
  });

  test('an undo while the run goes on first lets in what is in flight', () => {
    const run = scene([act('a', 'x'), act('b', 'x')]);
    perform(run, 'a', 'done');
    const { key, attempt } = run.find('attempt', 'b');
    run.give({ type: 'effect.requested', key, action: 'x', input: {}, attempt, node: 'b', visit: 0 });
    run.give({ type: 'undo.requested', by: 'lena', reason: '' });
    expect(run.state().status).toBe('running');
    run.give({ type: 'effect.done', output: {}, attempt, node: 'b', visit: 0 });
    expect(run.open()).toEqual(['attempt undo b']);
  });
});

describe('what does not fit', () => {
  test('nothing happens before the start, and there is one start', () => {
    const run = scene([act('a', 'x')]);
    const [start] = run.history();
    if (start === undefined) throw new Error('no start');
    expect(run.give(start).ignored).toBe('already_started');
  });

  test('an event is kept once', () => {
    const run = scene([act('a', 'x')]);
    const event = { type: 'event.kept', event: 'e', source: 's', id: '1', facts: {} } as const;
    expect(run.give(event).ignored).toBeNull();
    expect(run.give(event).ignored).toBe('not_awaited');
    expect(run.state().kept).toHaveLength(1);
  });

  test('a step nobody has', () => {
    expect(scene([act('a', 'x')]).give({ type: 'timer.fired', timer: 'retry', node: 'q', visit: 0 }).ignored).toBe(
      'not_awaited',
    );
  });

  test('an answer for a visit that is over', () => {
    const run = scene([act('a', 'x')]);
    const before = run.state();
    run.give({ type: 'effect.done', output: {}, attempt: 1, node: 'a', visit: 3 });
    expect(run.state()).toEqual({ ...before, count: before.count + 1 });
  });
});

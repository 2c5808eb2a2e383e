import { finallyBlock, type Node, type Reaction } from '@deskbook/dsl/bundle';
import { describe, expect, test } from 'vitest';
import { act, action, graph, minute, node } from './build.ts';
import { drive, elapse, handle, perform, tell, type Driven } from './drive.ts';

const x = action('x', { undo: { action: 'y', with: {}, exact: true } });
const y = action('y');
const condition = { kind: 'all', of: [], reference: '' } as const;
const last = (id: string, change: Partial<Node> = {}): Node => act(id, 'x', { block: finallyBlock, ...change });
const scene = (nodes: readonly Node[], change = {}) => drive(graph(nodes, change, [x, y]));
const end = (end: string): Reaction => ({ kind: 'end', end, establishes: [] });

/** Lets the run end, as its host does when it is asked to. */
const close = (run: Driven) => run.give({ type: 'run.ended', end: run.find('end').end });

describe('however a run ends, what stands in `finally` runs before', () => {
  const failing = (outcomes: { readonly [outcome: string]: Reaction }) =>
    scene([act('a', 'x'), act('b', 'x', { needs: ['a'], outcomes }), last('f')]);

  test.each<[string, () => Driven, string]>([
    [
      'after its last step',
      () => {
        const run = scene([act('a', 'x'), last('f')]);
        perform(run, 'a', 'done');
        return run;
      },
      'done',
    ],
    ['with nothing before it', () => scene([last('f')]), 'done'],
    [
      'at an end reached early',
      () => {
        const run = failing({ failed: end('early') });
        perform(run, 'a', 'done');
        perform(run, 'b', { error: 'refused' });
        return run;
      },
      'early',
    ],
    [
      'cancelled, once what it did is taken back',
      () => {
        const run = failing({});
        perform(run, 'a', 'done');
        run.give({ type: 'run.cancelled', by: 'lena', reason: '' });
        expect(run.open()).toEqual(['attempt undo a']);
        perform(run, 'a', 'done');
        return run;
      },
      'cancelled',
    ],
    [
      'undone by an outcome',
      () => {
        const run = failing({ failed: { kind: 'undo', end: 'rolled-back', establishes: [] } });
        perform(run, 'a', 'done');
        perform(run, 'b', { error: 'refused' });
        perform(run, 'a', 'done');
        return run;
      },
      'rolled-back',
    ],
    [
      'undone by a person while it goes on',
      () => {
        const run = failing({});
        perform(run, 'a', 'done');
        run.give({ type: 'undo.requested', by: 'lena', reason: '' });
        perform(run, 'a', 'done');
        return run;
      },
      'undone',
    ],
    [
      'given up by a person',
      () => {
        const run = failing({});
        perform(run, 'a', 'done');
        perform(run, 'b', { error: 'refused' });
        handle(run, 'b', 'give_up');
        return run;
      },
      'failed',
    ],
    [
      'although the undo of something failed, once a person has answered for it',
      () => {
        const run = failing({});
        perform(run, 'a', 'done');
        run.give({ type: 'run.cancelled', by: 'lena', reason: '' });
        perform(run, 'a', { error: 'refused' });
        expect(run.open()).toEqual(['open hold a']);
        handle(run, 'a', 'give_up');
        return run;
      },
      'cancelled',
    ],
  ])('%s', (_, reach, wanted) => {
    const run = reach();
    expect(run.open()).toEqual(['attempt f']);
    expect(run.find('attempt')).toMatchObject({ key: 'r/f' });
    perform(run, 'f', 'done');
    expect(run.open()).toEqual([`end ${wanted}`]);
    close(run);
    expect(run.state()).toMatchObject({ status: 'ended', end: wanted });
  });

  test('an end waits for it until what is in flight has come in', () => {
    const run = scene([act('a', 'x'), act('b', 'x', { outcomes: { failed: end('early') } }), last('f')]);
    const { key, attempt } = run.find('attempt', 'a');
    run.give({ type: 'effect.requested', key, action: 'x', input: {}, attempt, node: 'a', visit: 0 });
    perform(run, 'b', { error: 'refused' });
    expect(run.open()).toEqual(['attempt a']);
    run.give({ type: 'effect.done', output: {}, attempt, node: 'a', visit: 0 });
    expect(run.open()).toEqual(['attempt f']);
  });

  test('what its end requires has been asked for by then', () => {
    const run = scene([act('a', 'x'), last('f')], { ends: { done: { title: {}, requires: ['proof'] } } });
    perform(run, 'a', 'done');
    expect(run.open()).toEqual(['open hold a']);
    handle(run, 'a', 'done');
    expect(run.open()).toEqual(['attempt f']);
  });
});

describe('in `finally`', () => {
  const finishing = (...nodes: readonly Node[]) => {
    const run = scene([act('a', 'x'), ...nodes]);
    perform(run, 'a', 'done');
    return run;
  };

  test('steps follow one another, are left out by their condition, and have steps inside', () => {
    const tell: Reaction = { kind: 'block', establishes: [] };
    const run = finishing(
      last('f', { when: condition }),
      last('g', { needs: ['f'], outcomes: { failed: tell } }),
      act('h', 'x', { block: 'g:failed' }),
      last('i', { needs: ['g'] }),
    );
    run.give({ type: 'condition.decided', evaluation: { truth: 'fails', missing: [] }, node: 'f', visit: 0 });
    perform(run, 'g', { error: 'refused' });
    perform(run, 'h', 'done');
    perform(run, 'i', 'done');
    expect(run.open()).toEqual(['end done']);
  });

  test('a failure is retried, then held for a person, and never changes the end', () => {
    const run = finishing(last('f'));
    for (const _ of [1, 2]) {
      perform(run, 'f', { error: 'unavailable' });
      elapse(run, 'f');
    }
    perform(run, 'f', { error: 'unavailable' });
    expect(run.open()).toEqual(['open hold f']);
    handle(run, 'f', 'retry');
    perform(run, 'f', 'done');
    expect(run.open()).toEqual(['end done']);
  });

  test.each(['skip', 'done', 'give_up'])('a person who answers %s lets the run end as it was going to', (outcome) => {
    const run = finishing(last('f'));
    perform(run, 'f', { error: 'refused' });
    handle(run, 'f', outcome);
    expect(run.open()).toEqual(['end done']);
  });

  test('given up, what stands beside it comes in, and what follows is left', () => {
    const run = finishing(last('f'), last('g'), last('h', { needs: ['g'] }));
    const { key, attempt } = run.find('attempt', 'g');
    run.give({ type: 'effect.requested', key, action: 'x', input: {}, attempt, node: 'g', visit: 0 });
    perform(run, 'f', { error: 'refused' });
    handle(run, 'f', 'give_up');
    expect(run.open()).toEqual(['attempt g']);
    run.give({ type: 'effect.done', output: {}, attempt, node: 'g', visit: 0 });
    expect(run.open()).toEqual(['end done']);
  });

  test('nothing stops it: it is not cancelled, undone or paused', () => {
    const run = finishing(last('f'));
    expect(run.give({ type: 'run.cancelled', by: 'lena', reason: '' }).ignored).toBe('not_awaited');
    expect(run.give({ type: 'undo.requested', by: 'lena', reason: '' }).ignored).toBe('not_awaited');
    expect(run.give({ type: 'run.paused', by: 'lena', reason: '' }).ignored).toBe('not_awaited');
    expect(run.open()).toEqual(['attempt f']);
  });

  test('what was left of the workflow itself does not begin any more', () => {
    const run = scene([
      act('a', 'x', { outcomes: { failed: end('early') } }),
      act('b', 'x', { needs: ['a'] }),
      last('f'),
    ]);
    perform(run, 'a', { error: 'refused' });
    perform(run, 'f', 'done');
    expect(run.open()).toEqual(['end early']);
    expect(run.state().nodes['b']?.status).toBe('waiting');
  });

  test('a run within it is waited for, and stopped where the step is given up', () => {
    const each = node('f', { kind: 'run', workflow: 'w', with: {} }, { block: finallyBlock });
    const run = finishing(each);
    const { key, visit } = run.find('spawn');
    run.give({ type: 'child.started', run: 'c', key, node: 'f', visit });
    expect(run.open()).toEqual(['await child f']);
    run.give({ type: 'child.ended', run: 'c', key, end: 'done', data: {}, node: 'f', visit });
    expect(run.open()).toEqual(['end done']);
  });
});

describe('once it has run', () => {
  const ended = () => {
    const child = node('g', { kind: 'run', workflow: 'w', with: {} }, { block: finallyBlock, needs: ['f'] });
    const run = scene([act('a', 'x'), last('f'), child], { undoWindow: { milliseconds: minute } });
    perform(run, 'a', 'done');
    perform(run, 'f', 'done');
    run.give({ type: 'child.started', run: 'c', key: 'g', node: 'g', visit: 0 });
    run.give({ type: 'child.ended', run: 'c', key: 'g', end: 'done', data: {}, node: 'g', visit: 0 });
    close(run);
    return run;
  };

  test('an undo within the window takes back what the workflow did, not what `finally` did, and does not run it again', () => {
    const run = ended();
    run.give({ type: 'undo.requested', by: 'lena', reason: '' });
    expect(run.open()).toEqual(['attempt undo a']);
    perform(run, 'a', 'done');
    expect(run.open()).toEqual(['end undone']);
    expect(run.state().effects.map(({ node: id, undone }) => [id, undone])).toEqual([
      ['a', 'done'],
      ['f', 'no'],
    ]);
  });

  test('a failed undo is told to a person before it, once', () => {
    const run = ended();
    run.give({ type: 'undo.requested', by: 'lena', reason: '' });
    perform(run, 'a', { error: 'refused' });
    tell(run, 'a');
    expect(run.open()).toEqual(['await hold a']);
  });
});

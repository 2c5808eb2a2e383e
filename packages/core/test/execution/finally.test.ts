import { finallyBlock, type Node } from '@deskbook/dsl/bundle';
import { describe, expect, test } from 'vitest';
import { openExecutor } from '../../src/execution/index.ts';
import { act, action, field, node, workflow } from '../kernel/build.ts';
import { mortal } from './mortal.ts';
import { done, fails, literal, path, rule, scene, type SceneOptions } from './scene.ts';
import { pausesOf } from '../../src/kernel/pauses-of.ts';

const say = action('say', { port: 'helpdesk', input: { text: field() } });
const lock = action('lock', {
  output: { lease: field() },
  undo: { action: 'unlock', with: { lease: path('output.lease') }, exact: true },
});
const unlock = action('unlock', { input: { lease: field() } });
const last = (
  id: string,
  name: string,
  input: Node['verb'] & { kind: 'do' } extends { with: infer W } ? W : never,
  change: Partial<Node> = {},
) => node(id, { kind: 'do', action: name, with: input }, { block: finallyBlock, ...change });
const tell = last('tell', 'say', { text: path('run.end') });
const base: SceneOptions = {
  actions: [say, lock, unlock],
  fixtures: { actions: { say: [done()], lock: [done({ lease: 'l-1' })], unlock: [done()] } },
};
const known = (fact: string) =>
  ({ kind: 'compare', fact, operator: 'known', operand: { value: true }, reference: '' }) as const;
const release = last('release', 'unlock', { lease: path('steps.lock.lease') }, { when: known('steps.lock.lease') });

describe('finally', () => {
  test('says how the run ends, and gives back what it took', async () => {
    const desk = scene({ ...base, nodes: [act('lock', 'lock'), tell, { ...release, needs: ['tell'] }] });
    const run = await desk.start();
    expect(desk.end(run)).toBe('done');
    expect(desk.ports.calls.map(({ action: name, input, key }) => [name, input, key])).toEqual([
      ['lock', {}, `${run}/lock`],
      ['say', { text: 'done' }, `${run}/tell`],
      ['unlock', { lease: 'l-1' }, `${run}/release`],
    ]);
  });

  test('of a run that is cancelled comes after what is taken back, which can no longer be read', async () => {
    const hold = node('look', { kind: 'task', text: { en: 'Look' }, form: {}, within: null }, { needs: ['lock'] });
    const desk = scene({ ...base, nodes: [act('lock', 'lock'), hold, release, tell] });
    const run = await desk.start();
    await desk.executor.cancel(run, 'lena', 'no longer needed');
    await desk.executor.settle();
    expect(desk.end(run)).toBe('cancelled');
    expect(desk.did()).toEqual(['lock', 'unlock', 'say']);
    expect(desk.ports.calls.at(-1)?.input).toEqual({ text: 'cancelled' });
  });

  test('tells people where the request was denied, and changes nothing: a person is asked', async () => {
    const end = { kind: 'end', end: 'denied', establishes: [] } as const;
    const gate = node('verdict', { kind: 'decide', decision: 'd' }, { outcomes: { DENIED: end } });
    const desk = scene({
      ...base,
      decisions: [{ id: 'd', hit: 'first', sets: ['decision'], rules: [rule('no', null, 'DENIED')], reference: '' }],
      nodes: [gate, tell, last('again', 'unlock', { lease: literal('l-1') }, { needs: ['tell'] })],
    });
    const run = await desk.start();
    expect(desk.did()).toEqual(['say']);
    const [task] = desk.store.tasks({});
    expect(task).toMatchObject({ kind: 'hold', node: 'again', details: { reason: 'refused: request_denied' } });
    await desk.executor.answer(task?.task ?? '', { by: 'ben', outcome: 'skip' });
    await desk.executor.settle();
    expect(desk.end(run)).toBe('denied');
    expect(desk.did()).toEqual(['say']);
  });

  test('needs the same permissions', async () => {
    const grants = [
      { id: 'desk', role: 'robot', allow: ['lock'], ask: [], when: null, reference: 'access#/desk', cites: [] },
    ];
    const desk = scene({
      ...base,
      nodes: [act('lock', 'lock'), tell],
      access: { grants },
      workflow: { acts: { as: 'robot', for: null } },
    });
    await desk.start();
    expect(desk.did()).toEqual(['lock']);
    expect(desk.store.tasks({})).toMatchObject([{ kind: 'hold', node: 'tell' }]);
  });

  test('of a part is done by the part, and of the whole by the whole, whoever stops it', async () => {
    const look = node('look', { kind: 'task', text: { en: 'Look' }, form: {}, within: null });
    const part = workflow([look, last('inner', 'say', { text: path('run.end') })], { id: 'part' });
    const whole = workflow([node('part', { kind: 'run', workflow: 'part', with: {} }), tell]);
    const desk = scene({ ...base, workflows: [whole, part] });
    const run = await desk.start();
    await desk.executor.cancel(run, 'lena', 'no longer needed');
    await desk.executor.settle();
    expect(desk.end(run)).toBe('cancelled');
    expect(desk.ports.calls.map(({ key, input }) => [key.split('/').at(-1), input['text']])).toEqual([
      ['inner', 'cancelled'],
      ['tell', 'cancelled'],
    ]);
  });

  test('goes through the items of a list, each under a key of its own', async () => {
    const body = node('one', { kind: 'do', action: 'say', with: { text: path('item') } });
    const each = node(
      'all',
      { kind: 'each', in: { kind: 'literal', value: ['a', 'b'] }, as: 'item', key: null, atOnce: 1, nodes: [body] },
      { block: finallyBlock },
    );
    const desk = scene({ ...base, nodes: [act('lock', 'lock'), each] });
    const run = await desk.start();
    expect(desk.end(run)).toBe('done');
    expect(desk.ports.calls.map(({ input }) => input['text'])).toEqual([undefined, 'a', 'b']);
    await desk.executor.undo(run, 'lena', 'a mistake');
    await desk.executor.settle();
    expect(desk.end(run)).toBe('undone');
    expect(desk.did()).toEqual(['lock', 'say', 'say', 'unlock']);
  });

  test('of a run that stands still waits until it goes on', async () => {
    const pause = node('pause', {
      kind: 'wait',
      for: { kind: 'duration', duration: { milliseconds: 60_000 } },
      within: null,
    });
    const desk = scene({ ...base, nodes: [pause, tell] });
    const run = await desk.start();
    await desk.executor.pause(run, 'lena', 'wait');
    await desk.elapse(run, 3);
    expect(desk.did()).toEqual([]);
    await desk.executor.resume(run, 'lena', 'go on', pausesOf(desk.executor.state(run) ?? {}));
    desk.clock.set('2026-03-02T09:00:00.000Z');
    await desk.executor.settle();
    expect(desk.end(run)).toBe('done');
    expect(desk.did()).toEqual(['say']);
  });
});

describe('whenever the process dies', () => {
  const undo = { kind: 'undo', end: 'back', establishes: [] } as const;
  const options: SceneOptions = {
    actions: [say, lock, unlock, action('charge')],
    fixtures: { actions: { ...base.fixtures?.actions, charge: [fails('refused')] } },
    nodes: [act('lock', 'lock'), act('b', 'charge', { needs: ['lock'], outcomes: { failed: undo } }), tell],
  };
  const moments = Array.from(
    { length: 26 },
    (_, at) => [at, at % 2 === 0 ? ('before' as const) : ('after' as const)] as const,
  );

  test.each(moments)('at write or effect %i, %s it: undone, then finished once, then over', async (at, when) => {
    const desk = scene(options);
    const draft = desk.executor.draftStart({
      bundle: desk.bundle,
      workflow: 'test',
      input: {},
      facts: { ticket: { id: 'T-1', requester: 'lena' } },
      requester: 'lena',
      cause: { kind: 'person', person: 'lena', how: 'start', key: 'k' },
    });
    if (draft === null) throw new Error('no workflow');
    await desk.store.commit(draft.commit);
    const mortality = mortal(desk.store, desk.ports.perform, { at, when });
    const doomed = openExecutor({ ...desk.host, store: mortality.store, perform: mortality.perform });
    doomed.touch(draft.run);
    await Promise.race([doomed.settle(), mortality.death]);
    await desk.executor.settle();
    await desk.elapse(draft.run);
    expect(desk.end(draft.run)).toBe('back');
    const finished = desk.entries(draft.run).filter((entry) => entry.type === 'effect.done' && entry.node === 'tell');
    expect(finished).toHaveLength(1);
    const keys = new Set(desk.ports.calls.filter(({ input }) => input['text'] === 'back').map(({ key }) => key));
    expect([...keys]).toEqual([`${draft.run}/tell`]);
  });
});

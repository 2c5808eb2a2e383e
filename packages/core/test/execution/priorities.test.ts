import { expect, test } from 'vitest';
import type { Workflow } from '@deskbook/dsl/bundle';
import { openExecutor } from '../../src/execution/index.ts';
import { act, action, node, workflow } from '../kernel/build.ts';
import { done, scene, type Scene } from './scene.ts';

const urgent = { by: 'ticket.priority', order: ['P1', 'P2', 'P3'] };
const options = (change: Partial<Workflow> = {}) => ({
  actions: [action('x')],
  fixtures: { actions: { x: [done()] } },
  nodes: [act('a', 'x')],
  workflow: { acts: { as: 'robot', for: null }, priority: urgent, ...change },
});

async function begin(desk: Scene, priorities: readonly string[]): Promise<readonly string[]> {
  const runs: string[] = [];
  for (const [number, priority] of priorities.entries()) {
    const draft = desk.executor.draftStart({
      bundle: desk.bundle,
      workflow: 'test',
      input: {},
      facts: { ticket: { id: `T-${number}`, priority } },
      requester: 'lena',
      cause: { kind: 'person', person: 'lena', how: 'start', key: String(number) },
    });
    if (draft === null) throw new Error('no workflow');
    await desk.store.commit(draft.commit);
    runs.push(draft.run);
  }
  return runs;
}

test('of a thousand runs that are ready, the urgent ones have their first effect before all others, also in the next process', async () => {
  const desk = scene(options());
  const names = ['P3', 'P2', 'P3', 'none', 'P1'];
  const priorities = Array.from({ length: 1_000 }, (_, number) => names[number % names.length] ?? '');
  const runs = await begin(desk, priorities);
  expect(runs.slice(0, 5).map((run) => desk.store.run(run)?.priority)).toEqual([2, 1, 2, 3, 0]);
  await openExecutor(desk.host).settle();
  const firsts = desk.ports.calls.map(({ key }) => key.slice(0, -2));
  expect(firsts).toHaveLength(1_000);
  const came = new Map(runs.map((run, number) => [run, priorities[number]]));
  expect(firsts.slice(0, 200).map((run) => came.get(run))).toEqual(Array<string>(200).fill('P1'));
  expect(firsts.slice(200, 400).map((run) => came.get(run))).toEqual(Array<string>(200).fill('P2'));
  expect(desk.store.runs({ status: 'open' })).toEqual([]);
});

test('a part is as urgent as the whole, unless its own workflow says otherwise', async () => {
  const look = node('look', { kind: 'task', text: { en: 'Look' }, form: {}, within: null });
  const part = workflow([look], { id: 'part' });
  const own = workflow([look], { id: 'own', priority: { by: 'ticket.priority', order: ['P2'] } });
  const whole = workflow(
    ['part', 'own'].map((id) => node(id, { kind: 'run', workflow: id, with: {} })),
    { priority: urgent },
  );
  const desk = scene({ workflows: [whole, part, own] });
  await desk.start({ facts: { ticket: { id: 'T-1', priority: 'P2' } } });
  const of = (id: string) => desk.store.runs({ workflow: id }).map(({ priority }) => priority);
  expect([of('test'), of('part'), of('own')]).toEqual([[1], [1], [0]]);
});

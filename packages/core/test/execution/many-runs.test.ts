import { expect, test } from 'vitest';
import { act, action, node } from '../kernel/build.ts';
import { done, scene } from './scene.ts';

test('hundreds of runs at once, more than are kept in memory', async () => {
  const desk = scene({
    actions: [action('x')],
    fixtures: { actions: { x: [done()] } },
    nodes: [
      act('a', 'x'),
      node('work', { kind: 'task', text: { en: 'Look' }, form: {}, within: null }, { needs: ['a'] }),
    ],
    workflow: { acts: { as: 'robot', for: null } },
  });
  const runs: string[] = [];
  for (let number = 0; number < 1_100; number += 1) {
    const draft = desk.executor.draftStart({
      bundle: desk.bundle,
      workflow: 'test',
      input: {},
      facts: {},
      requester: 'lena',
      cause: { kind: 'person', person: 'lena', how: 'start', key: String(number) },
    });
    if (draft === null) throw new Error('no workflow');
    await desk.store.commit(draft.commit);
    runs.push(draft.run);
  }
  await desk.executor.settle();
  expect(desk.store.tasks({})).toHaveLength(runs.length);
  for (const { task } of desk.store.tasks({})) await desk.executor.answer(task, { by: 'ben', outcome: 'done' });
  await desk.executor.settle();
  expect(desk.store.runs({ status: 'open' })).toEqual([]);
  expect(desk.did()).toHaveLength(runs.length);
}, 60_000);

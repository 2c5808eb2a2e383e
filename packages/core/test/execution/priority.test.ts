import { expect, test } from 'vitest';
import { touchedRuns } from '../../src/execution/priority.ts';
import { openScene } from '../desk/scene.ts';

test('runs have their turn by priority, of equals in the order in which they came', () => {
  const runs = touchedRuns((run) => (run.startsWith('high') ? 0 : run.startsWith('low') ? 2 : 1));
  for (const run of ['low-1', 'b', 'high-1', 'a', 'low-2', 'high-2', 'b']) runs.add(run);
  expect([runs.size, ...runs]).toEqual([6, 'high-1', 'high-2', 'b', 'a', 'low-1', 'low-2']);
  runs.delete('high-1');
  for (const run of runs) runs.delete(run);
  expect(runs.size).toBe(0);
});

test('a workflow says which', async () => {
  const flow = (id: string, priority: string): string => `
kind: workflow
id: ${id}
acts: { as: robot }
${priority}
steps: [{ id: it, do: printer.restart, with: { printer: ${id} } }]
`;
  const files = { 'low.yaml': flow('low', 'priority: low'), 'mid.yaml': flow('mid', ''), 'high.yaml': flow('high', 'priority: high') }; // prettier-ignore
  const { desk, ports } = await openScene({ files });
  for (const id of ['low', 'mid', 'high']) await desk.start(id, { by: 'lena', with: {} });
  await desk.settle();
  expect(ports.calls.map(({ input }) => input['printer'])).toEqual(['high', 'mid', 'low']);
});

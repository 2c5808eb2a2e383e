import { expect, test } from 'vitest';
import { replayRun } from '../../src/execution/index.ts';
import { act, action, node } from '../kernel/build.ts';
import { done, scene, type Scene } from './scene.ts';

async function ended(): Promise<{ readonly desk: Scene; readonly run: string }> {
  const desk = scene({
    actions: [action('x')],
    fixtures: { actions: { x: [done()] } },
    nodes: [
      ...Array.from({ length: 6 }, (_, index) =>
        act(`a${index}`, 'x', { needs: index === 0 ? [] : [`a${index - 1}`] }),
      ),
      node('work', { kind: 'task', text: { en: 'Look' }, form: {}, within: null }, { needs: ['a5'] }),
    ],
  });
  const run = await desk.start();
  const [task] = desk.store.tasks({});
  await desk.executor.answer(task?.task ?? '', { by: 'ben', outcome: 'done' });
  await desk.executor.settle();
  return { desk, run };
}

test('a run’s entries make the same state, checkpoint and listing again', async () => {
  const { desk, run } = await ended();
  expect(replayRun(desk.host, run)).toMatchObject({ ok: true, entries: 22, state: { end: 'done' } });
});

test('the first entry that does not follow is named', async () => {
  const { desk, run } = await ended();
  const entries = desk.store.entries(`run:${run}`);
  const without = entries.filter(({ sequence }) => sequence !== 6);
  const store = { ...desk.store, entries: () => without };
  expect(replayRun({ ...desk.host, store }, run)).toEqual({
    ok: false,
    sequence: 7,
    problem: 'it does not fit: not_awaited',
  });
});

test('a checkpoint or a listing that is not what the entries make', async () => {
  const { desk, run } = await ended();
  const checkpoint = desk.store.checkpoint(run);
  const changed = { sequence: checkpoint?.sequence ?? 0, state: { ...checkpoint?.state, established: ['admin'] } };
  expect(replayRun({ ...desk.host, store: { ...desk.store, checkpoint: () => changed } }, run)).toMatchObject({
    ok: false,
    problem: 'the checkpoint is not what the entries make',
  });
  const record = desk.store.run(run);
  if (record === null) throw new Error('no record');
  const listed = { ...desk.store, run: () => ({ ...record, end: 'denied' }) };
  expect(replayRun({ ...desk.host, store: listed }, run)).toMatchObject({
    problem: 'the listing is not what the entries make',
  });
});

test('a run that is not here', () => {
  const desk = scene({ nodes: [] });
  expect(replayRun(desk.host, 'none')).toMatchObject({ ok: false, sequence: 0 });
});

import { expect, test } from 'vitest';
import { memoryStore } from '@deskbook/core';
import { replayStore } from '@deskbook/core/audit';
import type { Store } from '@deskbook/core';
import { openScene } from '../desk/scene.ts';

test('every run of a store is made again by its entries, over the bundle the store keeps', async () => {
  const store = await worked();
  const seen: string[] = [];
  const replay = replayStore(store, { onRun: ({ workflow, end }) => seen.push(`${workflow} ${end}`) });
  expect(replay).toMatchObject({ ok: true, runs: 2 });
  expect(seen).toEqual(['restart done', 'restart done']);
});

test('one run alone', async () => {
  const store = await worked();
  const [first, second] = store.runs({});
  const lost = { ...store, entries: without(store, `run:${first?.run}`, 3) };
  expect(replayStore(lost, { run: second?.run })).toMatchObject({ ok: true, runs: 1 });
});

test('the first entry that does not follow is named, with its run', async () => {
  const store = await worked();
  const stream = `run:${store.runs({})[1]?.run}`;
  const replay = replayStore({ ...store, entries: without(store, stream, 3) });
  expect(replay).toMatchObject({ ok: false, stream, sequence: 4 });
});

test('a run whose bundle is not in the store, or not what its hash says, is not taken on trust', async () => {
  const store = await worked();
  const changed = (hash: string): string | null => store.bundle(hash)?.replace('Restart it', 'Leave it') ?? null;
  for (const bundle of [() => null, changed]) {
    expect(replayStore({ ...store, bundle })).toMatchObject({
      ok: false,
      sequence: 0,
      problem: expect.stringContaining('bundle'),
    });
  }
});

test('a store without runs is reproduced', () => {
  expect(replayStore(memoryStore())).toEqual({ ok: true, runs: 0, entries: 0 });
});

async function worked(): Promise<Store> {
  const { desk, store } = await openScene();
  for (const printer of ['main', 'attic']) await desk.start('restart', { by: 'lena', with: { printer } });
  await desk.settle();
  return store;
}

function without(store: Store, lost: string, sequence: number): Store['entries'] {
  return (stream, after) =>
    store.entries(stream, after).filter((entry) => stream !== lost || entry.sequence !== sequence);
}

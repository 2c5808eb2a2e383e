import { expect, test } from 'vitest';
import { memoryStore } from '../../src/journal/memory-store.ts';

const at = '2026-03-27T14:00:00.000Z';
const entry = (stream: string, type: string) => ({ stream, at, cause: 'desk', body: { type } });

test('a commit moves heads and a stale one is refused by name', async () => {
  const store = memoryStore();
  const first = await store.commit({ expect: { 'run:1': null }, append: [entry('run:1', 'a'), entry('run:1', 'b')] });
  expect(first).toMatchObject({ ok: true, heads: { 'run:1': { sequence: 2 } } });
  const stale = await store.commit({ expect: { 'run:1': null }, append: [entry('run:1', 'c')] });
  expect(stale).toEqual({ ok: false, reason: 'head_moved', stream: 'run:1' });
  expect(store.entries('run:1').map(({ body }) => body.type)).toEqual(['a', 'b']);
  expect(store.verify()).toEqual({ ok: true, streams: 1, entries: 2, seals: 0 });
});

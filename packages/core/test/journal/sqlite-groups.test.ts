import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Commit, type Store, memoryStore, sqliteStore } from '../../src/index.ts';
import { linkEntry } from '../../src/journal/link-entry.ts';
import { MIGRATIONS, migrate } from '../../src/journal/migrations.ts';
import { recentlyUsed } from '../../src/journal/recently-used.ts';
import { temporaryFolder } from './temporary-folder.ts';

const at = '2026-03-27T14:00:00.000Z';
const append = (stream: string, number: number) => ({ stream, at, cause: 'desk', body: { type: 'x', number } });

/** What a store shows of itself. */
const shown = (store: Store) => ({
  heads: store.streams('').map((stream) => [stream, store.head(stream), store.entries(stream)]),
  runs: store.runs({}),
  ready: store.runs({ ready: true }),
  tickets: [...store.tickets()],
  verified: store.verify(),
});

/** Commits of one tick: some of them are refused, and some cannot be made at all. */
type Step = { readonly stream: number; readonly kind: 'good' | 'stale' | 'no JSON' | 'no column' };
const groups = fc.array(
  fc.array(
    fc.record<Step>({
      stream: fc.nat({ max: 3 }),
      kind: fc.oneof(
        { arbitrary: fc.constant<'good'>('good'), weight: 6 },
        fc.constantFrom<Step['kind']>('stale', 'no JSON', 'no column'),
      ),
    }),
    { maxLength: 6 },
  ),
  { maxLength: 6 },
);

function toCommit(store: Store, { stream: number, kind }: Step, count: number): Commit {
  const stream = `run:${number}`;
  const head = store.head(stream);
  const ends = count % 7 === 0;
  return {
    expect: { [stream]: kind === 'stale' ? { sequence: 9_999, hash: 'x' } : head },
    append: [append(stream, count), append(stream, kind === 'no JSON' ? Number.NaN : count)],
    runs: [
      {
        run: `${number}`,
        workflow: 'w',
        ticket: kind === 'no column' ? (Symbol('no column') as unknown as string) : `T-${count % 2}`,
        requester: 'lena',
        status: ends ? 'ended' : 'running',
        end: null,
        bundle: 'hash',
        startedAt: at,
        updatedAt: at,
        due: null,
        cause: 'desk',
        parent: null,
        ...(count % 2 === 0 && !ends && { waiting: true as const }),
      },
    ],
    tickets: [{ id: `T-${number}`, time: at, facts: { count } }],
    seen: [{ source: 's', id: `${count}` }],
  };
}

test('commits of one tick come to what they come to one by one, and what was written is there for the next process', async () => {
  await fc.assert(
    fc.asyncProperty(groups, async (ticks) => {
      const path = join(temporaryFolder(), 'desk.db');
      const [store, alone] = [sqliteStore(path), memoryStore()];
      let count = 0;
      for (const tick of ticks) {
        const at = count;
        const together = await Promise.allSettled(
          tick.map((step, index) => store.commit(toCommit(store, step, at + index))),
        );
        const oneByOne: PromiseSettledResult<unknown>[] = [];
        const before = tick.map((step, index) => toCommit(alone, step, at + index));
        for (const [index, commit] of before.entries()) {
          // One that the database does not take fails where it is not refused before.
          const stream = commit.append[0]?.stream ?? '';
          const fits = commit.expect[stream]?.hash === alone.head(stream)?.hash;
          const fails = tick[index]?.kind === 'no column' && fits;
          oneByOne.push(...(await Promise.allSettled([fails ? Promise.reject(new Error()) : alone.commit(commit)])));
        }
        expect(together.map((each) => (each.status === 'fulfilled' ? each.value : 'failed'))).toEqual(
          oneByOne.map((each) => (each.status === 'fulfilled' ? each.value : 'failed')),
        );
        expect(shown(store)).toEqual(shown(alone));
        count += tick.length;
      }
      await store.close();
      await alone.close();
      const again = sqliteStore(path, { readOnly: true });
      expect(shown(again)).toEqual(shown(alone));
      await again.close();
    }),
    { numRuns: 25 },
  );
}, 20_000);

test('a store of an earlier schema is brought to the newest, every entry and head of it', async () => {
  const path = join(temporaryFolder(), 'desk.db');
  const database = new DatabaseSync(path);
  migrate(database, MIGRATIONS.slice(0, 2));
  const heads = new Map<string, { sequence: number; hash: string }>();
  for (let position = 1; position <= 20; position += 1) {
    const stream = `run:${position % 3}`;
    const row = linkEntry(append(stream, position), heads.get(stream) ?? null);
    heads.set(stream, { sequence: row.sequence, hash: row.hash });
    database.prepare('INSERT INTO entries VALUES (?, ?, ?, ?, ?)').run(position, stream, row.sequence, row.bytes, row.hash); // prettier-ignore
    database.prepare('INSERT OR REPLACE INTO heads VALUES (?, ?, ?, ?)').run(stream, row.sequence, row.hash, position);
  }
  database.exec(`UPDATE totals SET entries = 20; INSERT INTO checkpoints VALUES ('0', 4, '{"a":1}');
    INSERT INTO runs (run, workflow, ended, row) VALUES ('0', 'w', 0, '{"run":"0","status":"running"}')`);
  database.close();
  const store = sqliteStore(path);
  expect(store.verify()).toEqual({ ok: true, streams: 3, entries: 20, seals: 0 });
  expect(store.head('run:1')).toEqual(heads.get('run:1'));
  expect(store.checkpoint('0')).toEqual({ sequence: 4, state: { a: 1 } });
  expect(store.runs({ ready: true })).toHaveLength(1);
  await store.commit({ expect: { 'run:1': store.head('run:1') }, append: [append('run:1', 21)] });
  expect(store.verify()).toMatchObject({ ok: true, entries: 21 });
  await store.close();
});

test('of what is remembered, what was used last stays, and what was not used for long goes', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 9 })), (keys) => {
      const held = recentlyUsed<number>(3);
      const used: number[] = [];
      const wrong = keys.filter((key) => {
        const known = held.get(`${key}`);
        const lately = [...new Set(used.toReversed())];
        held.set(`${key}`, key);
        used.push(key);
        const isLost = lately.slice(0, 2).includes(key) && known !== key;
        return isLost || (!lately.slice(0, 6).includes(key) && known !== undefined);
      });
      expect(wrong).toEqual([]);
    }),
  );
});

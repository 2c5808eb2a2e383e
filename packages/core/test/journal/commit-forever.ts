import { writeSync } from 'node:fs';
import { sqliteStore } from '../../src/journal/sqlite-store.ts';

/** Commits without end, several at once, and prints the name of each chain once its commit is acknowledged. To be killed. */
const store = sqliteStore(process.argv[2] ?? '');
const at = new Date(0).toISOString();

async function commitForever(lane: number): Promise<never> {
  for (let n = 0; ; n += 1) {
    const stream = `run:${lane}-${n}`;
    const append = [0, 1, 2].map((part) => ({ stream, at, cause: 'desk', body: { type: 'x', part } }));
    const result = await store.commit({ expect: { [stream]: null }, append });
    if (result.ok) writeSync(1, `${stream}\n`);
  }
}

await Promise.all([0, 1, 2, 3].map(commitForever));

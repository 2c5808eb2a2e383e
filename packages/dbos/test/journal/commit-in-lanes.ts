import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { postgresStore } from '@deskbook/dbos';

/**
 * Commits in several lanes at once until it is told to stop, each lane to a chain that nobody else writes, and says each commit that was
 * acknowledged: chain, sequence, hash. A lane that is refused says so: then a commit was made that had not been acknowledged.
 */
const [url = '', name = '', lanes = '4'] = process.argv.slice(2);
const store = await postgresStore({ url, patience: 20_000 });
const at = new Date(0).toISOString();
const stop = new AbortController();
createInterface({ input: process.stdin }).on('close', () => stop.abort());
const say = (line: string): void => void writeSync(1, `${line}\n`);

async function commitInLane(lane: number): Promise<void> {
  const stream = `run:${name}-${lane}`;
  let head = store.head(stream);
  for (let n = 0; !stop.signal.aborted; n += 1) {
    const append = [0, 1].map((part) => ({ stream, at, cause: 'desk', body: { type: 'x', n, part } }));
    const result = await store.commit({ expect: { [stream]: head }, append, cursors: [{ name: stream, value: String(n) }] }); // prettier-ignore
    if (!result.ok) return say(`refused ${stream} ${result.reason}`);
    head = result.heads[stream] ?? null;
    say(`made ${stream} ${head?.sequence} ${head?.hash}`);
  }
}

await Promise.all(Array.from({ length: Number(lanes) }, (_, lane) => commitInLane(lane)));
await store.close();

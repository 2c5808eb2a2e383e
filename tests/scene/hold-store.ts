import { sqliteStore } from '@deskbook/core/journal';

/** A process that has a store open for writing, and writes, until its input ends. Says so once it has it. */
const store = sqliteStore(process.argv[2] ?? '');
let number = 0;
const input = { ended: false };
process.stdin.on('end', () => (input.ended = true)).resume();
process.stdout.write('open\n');
for (let head = store.head('desk'); !input.ended; number += 1) {
  const at = new Date(number * 1000).toISOString();
  const done = await store.commit({
    expect: { desk: head },
    append: [{ stream: 'desk', at, cause: 'desk', body: { type: 'counted', number } }],
  });
  if (done.ok) head = done.heads['desk'] ?? head;
  await new Promise((resolve) => setTimeout(resolve, 2));
}
process.stdout.write(`wrote ${number}\n`);
await store.close();

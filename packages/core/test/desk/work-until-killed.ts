import { writeSync } from 'node:fs';
import { appendFileSync } from 'node:fs';
import { sqliteStore } from '../../src/index.ts';
import { created, openScene, trigger } from './scene.ts';

/**
 * Receives events and works on them without end, and prints each id once it is accepted. What is performed is written to a file
 * under its key, as the world would remember it. To be killed.
 */
const [path = '', world = '', from = '0'] = process.argv.slice(2);
const { desk } = await openScene({
  files: { 'trigger.yaml': trigger('jam', '') },
  store: sqliteStore(path),
  options: {
    perform: async (_, __, { key }) => {
      appendFileSync(world, `${key}\n`);
      return { status: 'done', output: {} };
    },
  },
});
for (let number = Number(from); ; number += 3) {
  const batch = [number, number + 1, number + 2];
  const settled = desk.settle();
  await Promise.all(
    batch.map(async (each) => {
      const receipt = await desk.receive(created(each));
      if (receipt.status === 'accepted') writeSync(1, `e${each}\n`);
    }),
  );
  await settled;
}

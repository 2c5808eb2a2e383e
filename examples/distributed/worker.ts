/**
 * One worker of `acme-it`, in a process of its own: `worker.ts URL NAME`. The world it acts upon is fixtures, and it says what it does there.
 */
import { join } from 'node:path';
import { fixturePorts, joinFixtures } from '@deskbook/core/testing';
import { openWorker } from '@deskbook/dbos';
import { loadBundle } from '@deskbook/dsl/load';

const [url = '', name = 'worker'] = process.argv.slice(2);
const { bundle, fixtures } = await loadBundle(join(import.meta.dirname, '..', 'acme-it'));
if (bundle === null) throw new Error('the example has errors: pnpm -s deskbook lint examples/acme-it');
const ports = fixturePorts(joinFixtures(Object.values(fixtures)), { bundle });

const worker = await openWorker({
  ...ports,
  url,
  bundle,
  worker: name,
  // Devices are far away and slow: four at once, and thirty a minute, over all workers together.
  queues: { 'device.*': { concurrency: 4, rateLimit: { limitPerPeriod: 30, periodSec: 60 } } },
  perform: async (action, input, options) => {
    console.log(`${name}: ${action}`);
    return ports.perform(action, input, options);
  },
  onFault: (fault) => console.error(`${name}: ${fault instanceof Error ? fault.message : String(fault)}`),
});
console.log(`${name}: works, process ${process.pid}`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void worker.close());
const { reason } = await worker.ended;
console.log(`${name}: ${reason}`);
process.exit(reason === 'closed' ? 0 : 1);

/**
 * One worker of `acme-it`, in a process of its own: `worker.ts URL NAME`. The world it acts upon is fixtures, and it says what it does there.
 */
import { join } from 'node:path';
import { fixturePorts, joinFixtures } from '@deskbook/core/testing';
import { type WorkerEnd, openWorker } from '@deskbook/dbos';
import { loadBundle } from '@deskbook/dsl/load';
import { openKeys } from './open-keys.ts';

const [url = '', name = 'worker'] = process.argv.slice(2);
const loaded = await loadBundle(join(import.meta.dirname, '..', 'acme-it'));
if (loaded.bundle === null) throw new Error('the example has errors: pnpm -s deskbook lint examples/acme-it');
const { bundle, fixtures } = loaded;
const ports = fixturePorts(joinFixtures(Object.values(fixtures)), { bundle });

let isAsked = false;

/** Works until it ends, for whichever reason. */
async function work(): Promise<WorkerEnd['reason']> {
  const worker = await openWorker({
    ...ports,
    url,
    keys: await openKeys(url),
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
  const close = (): void => {
    isAsked = true;
    void worker.close();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, close);
  const { reason } = await worker.ended;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, close);
  console.log(`${name}: ${reason}`);
  return reason;
}

// Somebody was erased, or its clock was set back, or it was thought gone: another takes its place, and begins with what is there now.
for (let reason = await work(); reason !== 'closed' && !isAsked; reason = await work());
process.exit(0);

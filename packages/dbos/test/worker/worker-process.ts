import { fixturePorts } from '@deskbook/core/testing';
import { type WorkerEnd, openWorker } from '../../src/index.ts';
import { type KeysPlace, openKeys } from '../keys/keys-beside.ts';
import { jobBundle } from './job-bundle.ts';
import { worldIn } from './world.ts';

/**
 * Workers in a process of their own, one after the other: `worker-process.ts URL WORLD NAME [SETBACK]`. Says the name of each when it works.
 * Ends with 3 when one was fenced. In the variable `KEYS` is where its keys lie, or null. With SETBACK the clock of its machine is set back by so many milliseconds, a second after the start.
 */
const [url = '', world = '', name = '', setBack = '0'] = process.argv.slice(2);
const { bundle, fixtures } = jobBundle();
const { directory } = fixturePorts(fixtures, { bundle });
const keys = JSON.parse(process.env['KEYS'] ?? 'null') as KeysPlace | null;
let isAsked = false;

if (setBack !== '0') {
  const RealDate = Date;
  setTimeout(() => {
    globalThis.Date = class extends RealDate {
      constructor(...given: [] | [number | string | Date]) {
        if (given.length === 0) super(RealDate.now() - Number(setBack));
        else super(...given);
      }
      static override now = (): number => RealDate.now() - Number(setBack);
    } as DateConstructor;
  }, 1_000);
}

async function work(): Promise<WorkerEnd['reason']> {
  const worker = await openWorker({
    url,
    keys: keys === null ? null : await openKeys(keys),
    bundle,
    directory,
    perform: worldIn(world, name),
    worker: name,
    queues: { 'job.finish': { concurrency: 16 } },
    onFault: (fault) => void process.stderr.write(`${name}: ${fault instanceof Error ? (process.env['STACKS'] === undefined ? fault.message : (fault.stack ?? '')) : String(fault)}\n`), // prettier-ignore
  });
  process.stdout.write(`${worker.name}\n`);
  const close = (): void => {
    isAsked = true;
    void worker.close();
  };
  process.on('SIGTERM', close);
  const { reason } = await worker.ended;
  await worker.close();
  process.off('SIGTERM', close);
  return reason;
}

let reason = await work();
while ((reason === 'clock_set_back' || reason === 'keys_destroyed') && !isAsked) reason = await work();
process.exit(reason === 'fenced' ? 3 : 0);

import { type DeskWorker, type EffectQueues, openWorker } from '@deskbook/dbos';
import { withDatabase } from '../../packages/dbos/test/postgres/test-database.ts';
import { type SecondWorker, secondWorker } from './beside/second-worker.ts';
import { type HostDatabase, hostDatabase } from './host-database.ts';
import { type Host, type Place, fewCases } from './host.ts';

/**
 * Turns through the queues of DBOS. A process has one worker, so that each opens when the one before is dead: whose lease was taken as it
 * would have been after its silence, and that has noticed. Where two work at once, the other has a thread to itself.
 */
export function onDbos(name: string, queues: EffectQueues): Host {
  let database: Promise<HostDatabase> | null = null;
  let second: SecondWorker | null = null;
  let isQueued = false;
  return {
    name,
    order: 'by_branch',
    share: 80,
    takesTurns: true,
    cases: fewCases,
    async newPlace(): Promise<Place> {
      const { url, emptied, store } = await (database ??= hostDatabase());
      await emptied.empty();
      // What was queued is called by what it is about, and the next case may be about the same.
      if (isQueued) await withDatabase(url, (session) => session.query('DELETE FROM dbos.workflow_status'));
      isQueued = true;
      let worker: DeskWorker | null = null;
      let beside: Promise<void> | null = null;
      const bury = async (): Promise<void> => {
        if (worker === null) return;
        const fence = 'UPDATE deskbook.workers SET fenced = true WHERE worker = $1';
        await withDatabase(url, (session) => session.query(fence, [worker?.name]));
        await worker.ended;
        worker = null;
      };
      return {
        store,
        process: async (through) => ({
          open: async (options) => {
            await bury();
            worker = await openWorker({ ...options, url, keys: null, queues, worker: 'conformance', around: through });
            return worker.desk;
          },
          close: async () => worker?.close(),
        }),
        beside: async (options) => {
          beside ??= (second ??= secondWorker()).open({ ...options, url, queues });
          await beside;
        },
        end: async () => {
          await Promise.all([worker?.close(), second?.close()]);
        },
      };
    },
    async end() {
      const { emptied, store } = (await database) ?? {};
      await second?.end();
      await store?.close();
      await emptied?.end();
    },
  };
}

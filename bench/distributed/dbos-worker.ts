import { randomUUID } from 'node:crypto';
import { DBOS } from '@dbos-inc/dbos-sdk';

/** What DBOS does by itself: workflows of so many steps that do nothing, from a queue. `dbos-worker.ts URL STEPS`. */
const [url = '', steps = '10'] = process.argv.slice(2);
const silent = (): void => {};
DBOS.registerWorkflow(
  async () => {
    for (let step = 0; step < Number(steps); step += 1)
      await DBOS.runStep(async () => ({ step }), { name: `s${step}` });
  },
  { name: 'chain' },
);
DBOS.setConfig({
  name: 'bench',
  systemDatabaseUrl: url,
  applicationVersion: 'bench',
  executorID: randomUUID(),
  useListenNotify: false,
  logger: { info: silent, debug: silent, warn: silent, error: silent },
});
await DBOS.launch();
await DBOS.registerQueue('chains', { workerConcurrency: 64, minPollingIntervalMs: 20, onConflict: 'always_update' });
process.stdout.write('ready\n');
process.stdin.on('end', () => void DBOS.shutdown().then(() => process.exit(0))).resume();

import { DBOS } from '@dbos-inc/dbos-sdk';
import type { Engine } from './engine.ts';
import { stopwatch } from './stopwatch.ts';

/** DBOS Transact on a PostgreSQL: a workflow of some steps, each recorded once it is done. */
export async function openDbos(url: string, steps: number): Promise<Engine> {
  const watch = stopwatch();
  DBOS.setConfig({ name: 'bench', systemDatabaseUrl: url, logLevel: 'error' });
  const chain = DBOS.registerWorkflow(
    async (ticket: string) => {
      watch.began();
      for (let index = 0; index < steps; index += 1) {
        await DBOS.runStep(async () => ({ answer: `did ${index} ${ticket}` }), { name: `s${index}` });
      }
      watch.ended();
    },
    { name: 'chain' },
  );
  await DBOS.launch();
  let begun = 0;
  return {
    async wave(runs) {
      const handles = await Promise.all(
        Array.from({ length: runs }, () => DBOS.startWorkflow(chain)(`T-${(begun += 1)}`)),
      );
      for (const handle of handles) await handle.getResult();
      return watch.read();
    },
    close: () => DBOS.shutdown(),
  };
}

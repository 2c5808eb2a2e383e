import { OpenWorkflow } from 'openworkflow';
import { BackendSqlite } from 'openworkflow/sqlite';
import type { Engine } from './engine.ts';
import { stopwatch } from './stopwatch.ts';

/** OpenWorkflow on a SQLite file: a workflow of some steps, each recorded before and after it is done. Looking for work is not timed. */
export async function openOpenWorkflow(path: string, steps: number, atOnce: number): Promise<Engine> {
  const watch = stopwatch();
  const backend = BackendSqlite.connect(path);
  const client = new OpenWorkflow({ backend });
  const chain = client.defineWorkflow<{ readonly ticket: string }, null>({ name: 'chain' }, async ({ input, step }) => {
    watch.began();
    for (let index = 0; index < steps; index += 1) {
      await step.run({ name: `s${index}` }, async () => ({ answer: `did ${index} ${input.ticket}` }));
    }
    watch.ended();
    return null;
  });
  const worker = client.newWorker({ concurrency: atOnce });
  await worker.start();
  let begun = 0;
  return {
    async wave(runs) {
      const handles = await Promise.all(Array.from({ length: runs }, () => chain.run({ ticket: `T-${(begun += 1)}` })));
      for (const handle of handles) await handle.result();
      return watch.read();
    },
    async close() {
      await worker.stop();
      await backend.stop();
    },
  };
}

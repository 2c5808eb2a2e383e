import { laws } from '../laws/index.ts';
import type { Batch, Tried } from './fuzz.ts';
import { tryLaw } from './try-law.ts';

/** A process of `pnpm fuzz`: tries the batches it is sent, one after the other. */
process.on('message', (batch: Batch) => {
  void tryBatch(batch).then((tried) => process.send?.(tried));
});

async function tryBatch(batch: Batch): Promise<Tried> {
  const law = laws[batch.area]?.find(({ name }) => name === batch.law);
  if (law === undefined) throw new Error(`there is no law ${batch.law}`);
  return { batch, breach: await tryLaw(law, batch) };
}

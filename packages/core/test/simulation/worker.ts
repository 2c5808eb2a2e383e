import { live } from './live.ts';
import { commandFor, shrink } from './shrink.ts';
import type { Batch, Done } from './simulate.ts';

/** A process of `pnpm simulate`: leads the worlds it is told to, one after the other. */
process.on('message', (batch: Batch) => {
  void report(batch);
});

async function report(batch: Batch): Promise<void> {
  process.send?.(await lead(batch));
}

async function lead({ from, count, without, turns }: Batch): Promise<Done> {
  const broken: Done['broken'][number][] = [];
  for (let seed = from; seed < from + count; seed += 1) {
    const options = { seed, without, ...(turns !== null && { turns }) };
    try {
      const { breaches } = await live(options);
      const [first] = breaches;
      if (first === undefined) continue;
      const smallest = await shrink(options, first);
      const { life } = smallest;
      const breach = life.breaches.find(({ law }) => law === first.law) ?? first;
      broken.push({ seed, breach, trace: life.trace, command: commandFor(smallest.options) });
    } catch (fault) {
      const how = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
      const breach = { law: 'it can be led', says: 'Every seed is a world.', how };
      broken.push({ seed, breach, trace: [], command: commandFor(options) });
    }
  }
  return { count, broken };
}

import { join } from 'node:path';
import { atMostTimes } from '../../goal.ts';
import { measurement } from '../../measurement.ts';
import type { Measurement } from '../../measurement.ts';
import { openBareLoop } from '../../execution-peers/bare-loop.ts';
import { openRawFile } from '../../execution-peers/raw-file.ts';
import { openRecorder } from '../../execution-peers/recorder.ts';
import { openChain } from '../../scene/chain-desk.ts';
import { openStore, whatIsOn } from '../../scene/open-store.ts';
import { inTemporaryFolder } from '../../scene/temporary-folder.ts';
import { median } from '../../timing/percentile.ts';
import { parts } from './parts.ts';
import type { Sizes } from './sizes.ts';
import { openWaves, takeTurns, warmUp } from './waves.ts';

/** What steps took, for others to be held against. */
export interface Steps {
  readonly rows: readonly Measurement[];
  /** Milliseconds of a step of one run alone. */
  readonly alone: number;
  /** Steps a second, of many runs at once. */
  readonly together: number;
}

/**
 * How long a durable step takes, alone and with many runs at once, beside what the disk alone takes for the same bytes, and beside a loop
 * that does nothing but write the same rows in the same groups. They take turns, so that each has its share of whatever else goes on.
 */
export async function steps(sizes: Sizes): Promise<Steps> {
  const alone = await inTemporaryFolder((folder) => measured(folder, { ...sizes, atOnce: 1 }));
  const together = await inTemporaryFolder((folder) => measured(folder, sizes));
  const { atOnce, steps: each } = sizes;
  const on = await whatIsOn();
  const rate = (milliseconds: number): number => 1000 / milliseconds;
  const name = `durable steps, ${atOnce} runs at once, ${on}`;
  return {
    alone: alone.ours,
    together: rate(together.ours),
    rows: [
      measurement({
        name: `one durable step, one run of ${each} alone, ${on}`,
        unit: 'ms',
        ours: alone.ours,
        theirs: { peer: `append + fdatasync of the same ${alone.bytes} bytes, twice`, value: alone.raw },
        goal: atMostTimes(2),
      }),
      measurement({
        name: `one durable step, one run of ${each} alone, ${on}`,
        unit: 'ms',
        ours: alone.ours,
        theirs: { peer: 'a bare loop that writes the same rows in the same groups', value: alone.bare },
      }),
      measurement({
        name,
        unit: '/s',
        ours: rate(together.ours),
        theirs: { peer: 'a bare loop that writes the same rows in the same groups', value: rate(together.bare) },
        goal: { words: '≥ 50 %', meets: ({ ratio }) => ratio >= 0.5 },
      }),
      measurement({
        name,
        unit: '/s',
        ours: rate(together.ours),
        theirs: { peer: `append + fdatasync of the same bytes, ${atOnce} a group`, value: rate(together.raw) },
        goal: { words: '≥ 15,000 /s', meets: ({ ours }) => ours >= 15_000 },
      }),
      measurement({ name: 'entries a durable step', unit: 'entries', ours: together.entries }),
      measurement({ name: 'bytes of entries a durable step', unit: 'bytes', ours: together.bytes }),
      measurement({ name: `processor time of a durable step, ${on}`, unit: 'µs', ours: together.processor }),
      ...(await parts(sizes)),
    ],
  };
}

/** Milliseconds a step, each the median of its turns. */
interface Turns {
  readonly ours: number;
  readonly bare: number;
  readonly raw: number;
  readonly entries: number;
  readonly bytes: number;
  /** Microseconds of processor time. */
  readonly processor: number;
}

async function measured(folder: string, sizes: Sizes): Promise<Turns> {
  const { atOnce, steps: each } = sizes;
  const path = join(folder, 'desk.db');
  const recorder = openRecorder(await openStore(path));
  const desk = await openChain(each, recorder.store);
  const wave = openWaves(desk, atOnce, atOnce * each);
  await warmUp(sizes, wave);
  // One more is what the others write again.
  const groups = await recorder.record(path, wave);
  const bare = openBareLoop(join(folder, 'bare.db'), groups);
  // A request before the effect and an answer after it: one alone could not have them durable with fewer.
  const raw = openRawFile(join(folder, 'raw'), groups, atOnce === 1 ? 2 : 1);
  const others = async () => ({ bare: bare.turn() / (atOnce * each), raw: raw.turn() / (atOnce * each) });
  const turns = await takeTurns(sizes, wave, others);
  await desk.close();
  bare.close();
  raw.close();
  const entries = groups.flatMap(({ entries }) => entries);
  return {
    ours: median(turns.map(({ ours }) => ours)),
    bare: median(turns.map(({ bare }) => bare)),
    raw: median(turns.map(({ raw }) => raw)),
    processor: median(turns.map(({ processor }) => processor)),
    entries: entries.length / (atOnce * each),
    bytes: Math.round(entries.reduce((sum, { bytes }) => sum + bytes.length, 0) / (atOnce * each)),
  };
}

import { join } from 'node:path';
import { type Store, memoryStore, sqliteStore } from '@deskbook/core';
import { measurement } from '../../measurement.ts';
import type { Measurement } from '../../measurement.ts';
import { openChain } from '../../scene/chain-desk.ts';
import { inTemporaryFolder } from '../../scene/temporary-folder.ts';
import { median } from '../../timing/percentile.ts';
import type { Sizes } from './sizes.ts';
import { openWaves, takeTurns, warmUp } from './waves.ts';

/** What a step costs without what is personal being sealed, and without the disk as well: how much of it each of them is. */
export async function parts(sizes: Sizes): Promise<readonly Measurement[]> {
  const inMemory = await processorOf(memoryStore(), sizes);
  const onDisk = await inTemporaryFolder((folder) => processorOf(sqliteStore(join(folder, 'desk.db')), sizes));
  return [
    measurement({ name: 'the same, nothing sealed', unit: 'µs', ours: onDisk }),
    measurement({ name: 'the same, nothing sealed, in memory', unit: 'µs', ours: inMemory }),
  ];
}

/** Microseconds of processor time a step. */
async function processorOf(store: Store, sizes: Sizes): Promise<number> {
  const desk = await openChain(sizes.steps, store);
  const wave = openWaves(desk, sizes.atOnce, sizes.atOnce * sizes.steps);
  await warmUp(sizes, wave);
  const turns = await takeTurns(sizes, wave, async () => ({}));
  await desk.close();
  return median(turns.map(({ processor }) => processor));
}

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { memoryStore } from '@deskbook/core';
import type { Store } from '@deskbook/core';
import { atMost } from '../../goal.ts';
import { measurement } from '../../measurement.ts';
import type { Measurement } from '../../measurement.ts';
import { openChain } from '../../scene/chain-desk.ts';
import { doneAtOnce, ticketCreated } from '../../scene/open-bundle.ts';
import { openStore } from '../../scene/open-store.ts';
import { inTemporaryFolder } from '../../scene/temporary-folder.ts';
import { percentile } from '../../timing/percentile.ts';
import type { Sizes } from './sizes.ts';

/** How soon after an event something is done, and how soon a question of permission is answered. */
export async function firstEffects(sizes: Sizes): Promise<readonly Measurement[]> {
  const onDisk = await inTemporaryFolder(async (folder) => times(await openStore(join(folder, 'first.db')), sizes));
  const inMemory = await times(memoryStore(), sizes);
  return [
    row('event received → first effect, on disk, p50', percentile(onDisk, 0.5), null),
    row('event received → first effect, on disk, p99', percentile(onDisk, 0.99), 20),
    row('event received → first effect, in memory, p99', percentile(inMemory, 0.99), 20),
    row('event received → first effect, on disk, the slowest of all (support engine: 5 s)', Math.max(...onDisk), 50),
    row('is it permitted?, the slowest of all (support engine: 3 s)', await slowestPermission(sizes), 30),
  ];
}

const row = (name: string, ours: number, goal: number | null): Measurement =>
  measurement({ name, unit: 'ms', ours, ...(goal !== null && { goal: atMost(goal, 'ms') }) });

/** For each of several events, one after the other: milliseconds from receiving it to the first thing it makes the desk do. */
async function times(store: Store, { timed }: Sizes): Promise<readonly number[]> {
  let began = 0;
  let first: number | null = null;
  const desk = await openChain(1, store, {
    perform: async (...asked) => {
      first ??= performance.now() - began;
      return doneAtOnce(...asked);
    },
  });
  const found: number[] = [];
  const warming = Math.ceil(timed / 4);
  for (let number = 0; number < warming + timed; number += 1) {
    first = null;
    began = performance.now();
    await desk.receive(ticketCreated(number));
    await desk.settle();
    assert.ok(first !== null);
    if (number >= warming) found.push(first);
  }
  assert.equal(desk.runs({ status: 'ended' }).length, warming + timed);
  await desk.close();
  return found;
}

async function slowestPermission({ timed }: Sizes): Promise<number> {
  const desk = await openChain(1, memoryStore());
  const found: number[] = [];
  const warming = Math.ceil(timed / 4);
  for (let number = 0; number < warming + timed; number += 1) {
    const began = performance.now();
    const answer = await desk.may({ subject: 'ada', action: 'start:chain', resource: { type: 'workflow', id: 'chain' } }); // prettier-ignore
    if (number >= warming) found.push(performance.now() - began);
    assert.equal(typeof answer.allowed, 'boolean');
  }
  await desk.close();
  return Math.max(...found);
}

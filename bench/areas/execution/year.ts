import assert from 'node:assert/strict';
import { memoryStore } from '@deskbook/core';
import type { Desk, Store } from '@deskbook/core';
import { virtualClock } from '@deskbook/core/testing';
import { atMostTimes } from '../../goal.ts';
import { measurement } from '../../measurement.ts';
import type { Measurement } from '../../measurement.ts';
import { ticketCreated } from '../../scene/open-bundle.ts';
import { openYear } from '../../scene/year-desk.ts';
import { median } from '../../timing/percentile.ts';
import type { Sizes } from './sizes.ts';

const hour = 3_600_000;
/** Entries of one round: a timer set and fired, a look, a piece of work. */
const entriesOfRound = 8;

/** A run that looks and works every hour for a year: what a round costs at its beginning and at its end, and taking it in hand again. */
export async function year({ year: entries }: Sizes): Promise<readonly Measurement[]> {
  const clock = virtualClock('2026-03-02T09:00:00.000Z');
  const store = memoryStore();
  const rounds = Math.ceil(entries / entriesOfRound);
  const desk = await openYear(rounds + 1, store, { clock });
  await desk.receive(ticketCreated(1));
  await desk.settle();
  const costs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const began = process.cpuUsage();
    clock.advance(hour);
    await desk.settle();
    const { user, system } = process.cpuUsage(began);
    costs.push(user + system);
  }
  const [run] = desk.runs({ status: 'open' });
  assert.ok(run !== undefined);
  const { sequence = 0 } = store.head(`run:${run.run}`) ?? {};
  assert.ok(sequence >= entries, `${sequence} entries`);
  // The first rounds are slow because nothing was compiled yet.
  const tenth = Math.ceil(rounds / 10);
  const [early, late] = [median(costs.slice(tenth, 2 * tenth)), median(costs.slice(-tenth))];
  const reopened = await openYear(rounds + 1, store, { clock });
  const words = `of a run of ${entries.toLocaleString('en')} entries`;
  return [
    measurement({
      name: `an hour ${words} (two steps), at its end`,
      unit: 'µs',
      ours: late,
      theirs: { peer: 'the same, near its beginning', value: early },
      goal: atMostTimes(1.2),
    }),
    measurement({
      name: `the first hour ${words} after a restart`,
      unit: 'ms',
      ours: await again(reopened, store, clock),
    }),
  ];
}

async function again(desk: Desk, store: Store, clock: ReturnType<typeof virtualClock>): Promise<number> {
  const before = entriesIn(store);
  const began = performance.now();
  clock.advance(hour);
  await desk.settle();
  const took = performance.now() - began;
  assert.ok(entriesIn(store) > before);
  return took;
}

function entriesIn(store: Store): number {
  return store.streams('run:').reduce((sum, stream) => sum + (store.head(stream)?.sequence ?? 0), 0);
}

import assert from 'node:assert/strict';
import type { Desk } from '@deskbook/core';
import { ticketCreated } from '../../scene/open-bundle.ts';
import { collectGarbage } from '../../timing/collect-garbage.ts';
import type { Sizes } from './sizes.ts';

/** A wave: so many runs begin, which is not timed, and go from their first step to their last, which is: milliseconds and microseconds of processor time a step. */
export type Wave = (settling?: () => void) => Promise<{ readonly ours: number; readonly processor: number }>;

/** Waves over a desk. */
export function openWaves(desk: Desk, runs: number, steps: number): Wave {
  let begun = 0;
  return async (settling) => {
    for (let run = 0; run < runs; run += 1) await desk.receive(ticketCreated((begun += 1)));
    settling?.();
    const before = process.cpuUsage();
    const began = performance.now();
    await desk.settle();
    const took = performance.now() - began;
    const { user, system } = process.cpuUsage(before);
    assert.equal(desk.runs({ status: 'ended' }).length, begun);
    return { ours: took / steps, processor: (user + system) / steps };
  };
}

/** The first waves are slow: nothing was compiled yet. */
export async function warmUp({ warming, atOnce, steps }: Sizes, wave: Wave): Promise<void> {
  for (let gone = 0; gone < warming; gone += atOnce * steps) await wave();
}

/** Takes turns with others, who do the same after each wave. */
export async function takeTurns<Others extends { readonly [name: string]: number }>(
  { rounds, turn, atOnce, steps }: Sizes,
  wave: Wave,
  others: () => Promise<Others>,
): Promise<readonly (Awaited<ReturnType<Wave>> & Others)[]> {
  const turns: (Awaited<ReturnType<Wave>> & Others)[] = [];
  const waves = Math.ceil(turn / (atOnce * steps));
  for (let round = 0; round < rounds; round += 1) {
    collectGarbage();
    // What is compiled for objects that were garbage goes with them: it is compiled again before anything counts.
    for (let gone = 0; gone < waves; gone += 1) await wave();
    const ours = await averageOf(waves, wave);
    turns.push({ ...ours, ...(await averageOf(waves, others)) });
  }
  return turns;
}

/** Each figure of something that is done so often, on average. */
async function averageOf<Figures extends { readonly [name: string]: number }>(
  times: number,
  once: () => Promise<Figures>,
): Promise<Figures> {
  const all: Figures[] = [];
  for (let time = 0; time < times; time += 1) all.push(await once());
  const names = Object.keys(all[0] ?? {});
  const average = (name: string): number => all.reduce((sum, each) => sum + (each[name] ?? 0), 0) / times;
  return Object.fromEntries(names.map((name) => [name, average(name)])) as Figures;
}

import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Desk } from '@deskbook/core';
import { atMostTimes } from '../../goal.ts';
import { measurement } from '../../measurement.ts';
import type { Measurement } from '../../measurement.ts';
import { openBareLoop } from '../../execution-peers/bare-loop.ts';
import { openRawFile } from '../../execution-peers/raw-file.ts';
import { openRecorder } from '../../execution-peers/recorder.ts';
import { openChain } from '../../scene/chain-desk.ts';
import { ticketCreated } from '../../scene/open-bundle.ts';
import { openStore, whatIsOn } from '../../scene/open-store.ts';
import { inTemporaryFolder } from '../../scene/temporary-folder.ts';
import { collectGarbage } from '../../timing/collect-garbage.ts';
import { median } from '../../timing/percentile.ts';
import type { Sizes } from './sizes.ts';

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
      measurement({ name: 'processor time of a durable step, all threads', unit: 'µs', ours: together.processor }),
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

async function measured(folder: string, { rounds, warming, turn, atOnce, steps: each }: Sizes): Promise<Turns> {
  const path = join(folder, 'desk.db');
  const recorder = openRecorder(await openStore(path));
  const desk = await openChain(each, recorder.store);
  const wave = openWaves(desk, atOnce, atOnce * each);
  // The first waves are slow: nothing was compiled yet. One more is what the others write again.
  for (let gone = 0; gone < warming; gone += atOnce * each) await wave();
  const groups = await recorder.record(path, wave);
  const bare = openBareLoop(join(folder, 'bare.db'), groups);
  // A request before the effect and an answer after it: one alone could not have them durable with fewer.
  const raw = openRawFile(join(folder, 'raw'), groups, atOnce === 1 ? 2 : 1);
  const turns: { readonly ours: number; readonly processor: number; readonly bare: number; readonly raw: number }[] =
    [];
  const waves = Math.ceil(turn / (atOnce * each));
  for (let round = 0; round < rounds; round += 1) {
    collectGarbage();
    // What is compiled for objects that were garbage goes with them: it is compiled again before anything counts.
    for (let gone = 0; gone < waves; gone += 1) await wave();
    const ours = await averageOf(waves, wave);
    const others = await averageOf(waves, async () => ({
      bare: bare.turn() / (atOnce * each),
      raw: raw.turn() / (atOnce * each),
    }));
    turns.push({ ...ours, ...others });
  }
  await desk.close();
  bare.close();
  raw.close();
  const entries = groups.flatMap(({ entries }) => entries);
  return {
    ours: median(turns.map(({ ours }) => ours)),
    bare: median(turns.map((turn) => turn.bare)),
    raw: median(turns.map((turn) => turn.raw)),
    processor: median(turns.map(({ processor }) => processor)),
    entries: entries.length / (atOnce * each),
    bytes: Math.round(entries.reduce((sum, { bytes }) => sum + bytes.length, 0) / (atOnce * each)),
  };
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

/** A wave: so many runs begin, which is not timed, and go from their first step to their last, which is. */
type Wave = (settling?: () => void) => Promise<{ readonly ours: number; readonly processor: number }>;

function openWaves(desk: Desk, runs: number, steps: number): Wave {
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

/**
 * Durable execution, embedded: how many steps a second, how long one takes, how soon after an event something is done. A step is all
 * there is to it: permission asked twice, the effect requested durably, performed by a port in memory, its answer durable. Beside it
 * the limit of the disk: the same bytes appended to a file and flushed as often as a step must wait for the disk, and nothing else.
 */
import assert from 'node:assert/strict';
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { memoryStore, sqliteStore } from '@deskbook/core';
import type { Store } from '@deskbook/core';
import { measurement } from '../measurement.ts';
import type { Measurement } from '../measurement.ts';
import { openChain, ticketCreated } from '../scene/chain-desk.ts';

const rounds = 5;
const stepsOfRun = 20;

/** Every comparison of this area. */
export async function execution(): Promise<readonly Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'deskbook-bench-'));
  try {
    await worked(sqliteStore(join(folder, 'warm.db')), 16);
    const alone = await medianOf((round) => worked(sqliteStore(join(folder, `alone-${round}.db`)), 1));
    const together = await medianOf((round) => worked(sqliteStore(join(folder, `together-${round}.db`)), 64));
    const bytes = Math.round(together.bytes / together.steps);
    const appended = await medianOf((round) => appendedEach(join(folder, `raw-${round}`), bytes, 1));
    const grouped = await medianOf((round) => appendedEach(join(folder, `group-${round}`), bytes, 64));
    const onDisk = await firstEffects(sqliteStore(join(folder, 'first.db')));
    const inMemory = await firstEffects(memoryStore());
    return [
      measurement({
        name: `one durable step, one run of ${stepsOfRun} alone`,
        unit: 'ms',
        ours: 1000 / alone.rate,
        theirs: { peer: `append + fdatasync of the same ${bytes} bytes, twice`, value: 2000 / appended.rate },
      }),
      measurement({
        name: 'durable steps, 64 runs at once',
        unit: '/s',
        ours: together.rate,
        theirs: { peer: `append + fdatasync of the same ${bytes} bytes, 64 a group`, value: grouped.rate / 2 },
        goal: { words: '≥ 15,000 /s', meets: ({ ours }) => ours >= 15_000 },
      }),
      firstEffect('event received → first effect, on disk, p50', onDisk, 0.5, null),
      firstEffect('event received → first effect, on disk, p99', onDisk, 0.99, 20),
      firstEffect('event received → first effect, in memory, p99', inMemory, 0.99, 20),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Worked {
  /** Steps a second. */
  readonly rate: number;
  readonly steps: number;
  readonly bytes: number;
}

/** Lets some runs go from their first step to their last, and checks that each did. */
async function worked(store: Store, runs: number): Promise<Worked> {
  const desk = await openChain(stepsOfRun, store);
  for (let number = 0; number < runs; number += 1) await desk.receive(ticketCreated(number));
  const started = performance.now();
  await desk.settle();
  const seconds = (performance.now() - started) / 1000;
  assert.equal(desk.runs({ status: 'ended' }).length, runs);
  const steps = runs * stepsOfRun;
  const entries = store.streams('run:').flatMap((stream) => store.entries(stream));
  assert.equal(entries.filter(({ body }) => body.type === 'effect.done').length, steps);
  await desk.close();
  return { rate: steps / seconds, steps, bytes: JSON.stringify(entries).length };
}

/** The limit: so many bytes a step appended to a file, flushed once a group. */
function appendedEach(path: string, bytes: number, group: number): Promise<Worked> {
  const file = openSync(path, 'w');
  const step = Buffer.alloc(bytes, 'x');
  const groups = group === 1 ? 200 : 100;
  const started = performance.now();
  for (let number = 0; number < groups; number += 1) {
    for (let each = 0; each < group; each += 1) writeSync(file, step);
    fdatasyncSync(file);
  }
  const seconds = (performance.now() - started) / 1000;
  closeSync(file);
  const steps = groups * group;
  return Promise.resolve({ rate: steps / seconds, steps, bytes: steps * bytes });
}

/** The round whose rate is the median of all. */
async function medianOf(round: (number: number) => Promise<Worked>): Promise<Worked> {
  const all: Worked[] = [];
  for (let number = 0; number < rounds; number += 1) all.push(await round(number));
  const median = all.toSorted((one, other) => one.rate - other.rate)[Math.floor(rounds / 2)];
  if (median === undefined) throw new Error('nothing was measured');
  return median;
}

/** For each of several events, one after the other: milliseconds from receiving it to the first thing it makes the desk do. */
async function firstEffects(store: Store): Promise<readonly number[]> {
  const warming = 50;
  const counted = 300;
  let began = 0;
  let first: number | null = null;
  const desk = await openChain(1, store, {
    perform: async () => {
      first ??= performance.now() - began;
      return { status: 'done', output: { answer: 'did it' } };
    },
  });
  const times: number[] = [];
  for (let number = 0; number < warming + counted; number += 1) {
    first = null;
    began = performance.now();
    await desk.receive(ticketCreated(number));
    await desk.settle();
    assert.ok(first !== null);
    if (number >= warming) times.push(first);
  }
  await desk.close();
  return times.toSorted((one, other) => one - other);
}

function firstEffect(name: string, times: readonly number[], share: number, atMost: number | null): Measurement {
  const ours = times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  return measurement({
    name,
    unit: 'ms',
    ours,
    ...(atMost !== null && { goal: { words: `≤ ${atMost} ms`, meets: () => ours <= atMost } }),
  });
}

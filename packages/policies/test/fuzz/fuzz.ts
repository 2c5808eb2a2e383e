/**
 * `pnpm fuzz`: tries the laws that the tests try, as often as one has time for. A breach is printed with the command that repeats it, and
 * kept as a file that every later run of the tests tries again.
 */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { relative } from 'node:path';
import { laws } from '../laws/index.ts';
import { keepCounterexample } from './counterexample.ts';
import type { Options } from './options.ts';
import { readOptions, USAGE } from './options.ts';
import type { Breach, Tries } from './try-law.ts';

/** Some cases of one law, for a process to try. */
export interface Batch extends Tries {
  readonly area: string;
  readonly law: string;
}

/** A batch as it came back. */
export interface Tried {
  readonly batch: Batch;
  readonly breach: Breach | null;
}

/** How many cases a process tries before it reports. */
const BATCH = 2_000;

await main();

async function main(): Promise<void> {
  try {
    const options = readOptions(process.argv.slice(2), Object.keys(laws));
    const breaches = await fuzz(options);
    process.exitCode = breaches === 0 ? 0 : 1;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
    process.exitCode = 2;
  }
}

/** Hands batches to processes until there are none left, or no time. Gives the number of laws that were broken. */
async function fuzz(options: Options): Promise<number> {
  const batches = batchesOf(options);
  const broken = new Set<string>();
  const started = performance.now();
  const seconds = (): number => (performance.now() - started) / 1000;
  let cases = 0;
  let shown = 0;
  const next = (): Batch | undefined => {
    if (seconds() >= options.time) return undefined;
    let batch = batches.next().value;
    while (batch !== undefined && broken.has(batch.law)) batch = batches.next().value;
    return batch;
  };
  const done = ({ batch, breach }: Tried): void => {
    cases += batch.runs;
    if (breach !== null && !broken.has(breach.law)) {
      broken.add(breach.law);
      report(batch.area, breach);
    }
    if (seconds() < shown) return;
    shown = seconds() + 5;
    console.error(`${Math.round(seconds())} s, ${cases.toLocaleString('en')} cases, ${batch.area}: ${batch.law}`);
  };
  await Promise.all(Array.from({ length: options.processes }, async () => runProcess(next, done)));
  const found = broken.size === 0 ? 'no law broken' : `${broken.size} laws broken`;
  console.log(`${cases.toLocaleString('en')} cases in ${Math.round(seconds())} s from seed ${options.seed}: ${found}`);
  return broken.size;
}

/** Every law in turn, again and again, each time from another seed. */
function* batchesOf({ areas, law: part, runs, seed, path }: Options): Generator<Batch, undefined> {
  const chosen = areas.flatMap((area) => (laws[area] ?? []).map(({ name }) => ({ area, law: name })));
  const asked = chosen.filter(({ law }) => law.includes(part));
  if (asked.length === 0) throw new Error(`no law is called ${part}`);
  if (path !== null) {
    yield* asked.map((one) => ({ ...one, seed, runs: 1, path }));
    return undefined;
  }
  for (let round = 0; round * BATCH < runs; round += 1) {
    for (const one of asked) yield { ...one, seed: (seed + round) | 0, runs: Math.min(BATCH, runs - round * BATCH) };
  }
  return undefined;
}

/** One process, from its first batch to its last. */
async function runProcess(next: () => Batch | undefined, done: (tried: Tried) => void): Promise<void> {
  const first = next();
  if (first === undefined) return;
  const child = fork(new URL('worker.ts', import.meta.url), { serialization: 'advanced' });
  await new Promise<void>((resolve, reject) => {
    child.on('message', (tried: Tried) => {
      done(tried);
      const batch = next();
      if (batch === undefined) child.disconnect();
      else send(child, batch);
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`a process ended with ${code ?? signal ?? 'nothing'}`));
    });
    send(child, first);
  });
}

function send(child: ChildProcess, batch: Batch): void {
  child.send(batch);
}

function report(area: string, { law, seed, path, values, cause }: Breach): void {
  const again = `pnpm fuzz ${area} --law '${law}' --seed=${seed} --path=${path}`;
  console.log(`\n${area}: ${law}\n\n${JSON.stringify(values, null, 2)}\n\n${cause}\n\n${again}`);
  if (path !== '') console.log(`kept in ${relative(process.cwd(), keepCounterexample({ area, law, values }))}\n`);
}

/**
 * `pnpm simulate`: leads worlds, as many as one has time for. One in which a law is broken is made as small as it can be, and printed with the
 * command that leads it again.
 */
import { fork } from 'node:child_process';
import { LIVES_PER_BUNDLE } from './bundle/random-bundle.ts';
import type { Breach } from './judge.ts';
import { live } from './live.ts';
import { type Options, readOptions, USAGE } from './options.ts';
import type { TroubleName } from './trouble.ts';

/** Some worlds, for a process to lead. */
export interface Batch {
  readonly from: number;
  readonly count: number;
  readonly without: readonly TroubleName[];
  readonly turns: number | null;
}

/** What came of them. */
export interface Done {
  readonly count: number;
  readonly broken: readonly {
    readonly seed: number;
    readonly breach: Breach;
    readonly trace: readonly string[];
    readonly command: string;
  }[];
}

await main();

async function main(): Promise<void> {
  try {
    const options = readOptions(process.argv.slice(2));
    process.exitCode = (await (options.worlds === 1 ? one(options) : many(options))) ? 0 : 1;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
    process.exitCode = 2;
  }
}

/** Leads one world, and says what happened in it. */
async function one({ seed, without, turns, trace }: Options): Promise<boolean> {
  const life = await live({ seed, without, ...(turns !== null && { turns }) });
  if (trace) console.log(life.trace.join('\n'));
  for (const { law, says, how } of life.breaches) console.log(`${law}: ${says}\n  ${how}`);
  console.log(
    `world ${seed}: ${life.turns} turns, ${life.digest.slice(0, 16)}, ${life.breaches.length === 0 ? 'no law broken' : 'broken'}`,
  );
  return life.breaches.length === 0;
}

/** Hands out worlds until there are none left, or no time. True: none was broken. */
async function many(options: Options): Promise<boolean> {
  const { seed, worlds, without, turns } = options;
  const started = performance.now();
  const seconds = (): number => (performance.now() - started) / 1000;
  const broken = new Map<string, number>();
  let next = seed;
  let done = 0;
  let shown = 5;
  const batch = (): Batch | null => {
    if (seconds() >= options.time || next >= seed + worlds) return null;
    // Worlds over one bundle stay in one process: it is made once.
    const count = Math.min(LIVES_PER_BUNDLE - (next % LIVES_PER_BUNDLE), seed + worlds - next);
    next += count;
    return { from: next - count, count, without, turns };
  };
  const take = (came: Done): void => {
    done += came.count;
    for (const { seed: number, breach, trace, command } of came.broken) {
      const times = (broken.get(breach.law) ?? 0) + 1;
      broken.set(breach.law, times);
      if (times <= 5) console.log(`\nworld ${number}: ${breach.law}: ${breach.says}\n  ${breach.how}\n${trace.slice(-25).map((line) => `  | ${line}`).join('\n')}\n\n${command}`); // prettier-ignore
    }
    if (seconds() < shown) return;
    shown = seconds() + 5;
    console.error(
      `${Math.round(seconds())} s, ${done.toLocaleString('en')} worlds, ${Math.round(done / seconds())} a second`,
    );
  };
  await Promise.all(Array.from({ length: options.workers }, () => runWorker(batch, take)));
  const found = [...broken].map(([law, times]) => `${law} (${times})`).join(', ');
  console.log(`${done.toLocaleString('en')} worlds in ${Math.round(seconds())} s from seed ${seed}: ${found === '' ? 'no law broken' : `broken: ${found}`}`); // prettier-ignore
  return broken.size === 0;
}

/** One process, from its first batch to its last. */
async function runWorker(next: () => Batch | null, take: (done: Done) => void): Promise<void> {
  const first = next();
  if (first === null) return;
  const child = fork(new URL('worker.ts', import.meta.url), { serialization: 'advanced' });
  await new Promise<void>((resolve, reject) => {
    child.on('message', (done: Done) => {
      take(done);
      const batch = next();
      if (batch === null) child.disconnect();
      else child.send(batch);
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`a process ended with ${code ?? signal ?? 'nothing'}`));
    });
    child.send(first);
  });
}

/** `node engine.ts ENGINE WHERE SIZES`: lets an engine of durable workflows do the same steps, and prints how long they took, as JSON. */
import { median } from '../timing/percentile.ts';
import { openDbos } from './dbos.ts';
import { openOpenWorkflow } from './open-workflow.ts';

/** How long steps took. */
export interface EngineSteps {
  /** Milliseconds of a step of one run alone. */
  readonly alone: number;
  /** Steps a second, of many runs at once. */
  readonly together: number;
}

/** An engine that can run workflows of a number of steps, each of which does nothing but answer. */
export interface Engine {
  /** Lets so many runs go at once; milliseconds from the beginning of their first step to the end of their last. */
  readonly wave: (runs: number) => Promise<number>;
  readonly close: () => Promise<void>;
}

interface Asked {
  readonly rounds: number;
  readonly atOnce: number;
  readonly steps: number;
}

const engines: { readonly [name: string]: (where: string, steps: number, atOnce: number) => Promise<Engine> } = {
  dbos: openDbos,
  'open-workflow': openOpenWorkflow,
};

const [name = '', where = '', sizes = ''] = process.argv.slice(2);
const { rounds, atOnce, steps } = JSON.parse(sizes) as Asked;
const open = engines[name];
if (open === undefined) throw new Error(`there is no engine ${name}`);
const engine = await open(where, steps, atOnce);
for (let warming = 0; warming < 3; warming += 1) await engine.wave(atOnce);
const alone: number[] = [];
const together: number[] = [];
for (let round = 0; round < rounds; round += 1) {
  alone.push((await engine.wave(1)) / steps);
  together.push((await engine.wave(atOnce)) / (steps * atOnce));
}
await engine.close();
const found: EngineSteps = { alone: median(alone), together: 1000 / median(together) };
process.stdout.write(`\n${JSON.stringify(found)}\n`);
process.exit();

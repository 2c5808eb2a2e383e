import assert from 'node:assert/strict';
import { collectGarbage } from './collect-garbage.ts';

/** One way to do the work, and the work put in its words. */
export interface Contender<Input> {
  readonly name: string;
  readonly inputs: readonly Input[];
  /** How much comes out (rules that match, permissions given) says whether it was done. */
  readonly call: (input: Input) => number | Promise<number>;
  /** What must come out for each input. */
  readonly expected: readonly number[];
}

/** Milliseconds of one pass, the piece that is timed: too short for the machine to interrupt most of them. */
const passLength = 2;
/** Milliseconds of one turn, where one call does not take longer. */
const turnLength = 12;
/** Milliseconds of a turn before anything counts: as long as it takes until what a quick contender reads is near the processor again. */
const settling = 20;
const fewestRounds = 5;
/** Milliseconds for all rounds. */
const budget = 1000;

/**
 * How long one call takes for ours and for theirs, in microseconds of processor time, of all threads of the process: the median of short
 * passes. The two take turns, and each begins its turn with the garbage of the other collected and with passes that do not count. Each
 * pass gets copies of the inputs that nobody has seen: nothing can be remembered by identity. What comes out is counted and compared
 * with what must, which also keeps the work from being optimised away.
 */
export async function sideBySide<Ours, Theirs>(contenders: {
  readonly ours: Contender<Ours>;
  readonly theirs: Contender<Theirs>;
}): Promise<{ readonly ours: number; readonly theirs: number }> {
  const ours = await openLane(contenders.ours);
  const theirs = await openLane(contenders.theirs);
  const started = performance.now();
  for (let round = 0; round < fewestRounds || performance.now() - started < budget; round += 1) {
    await ours.takeTurn();
    await theirs.takeTurn();
  }
  return { ours: ours.median(), theirs: theirs.median() };
}

interface Lane {
  readonly takeTurn: () => Promise<void>;
  readonly median: () => number;
}

async function openLane<Input>({ name, inputs, call, expected }: Contender<Input>): Promise<Lane> {
  const times: number[] = [];
  let at = 0;
  /** Milliseconds for so many inputs, from where the last pass ended. */
  const pass = async (count: number): Promise<number> => {
    const places = Array.from({ length: count }, (_, index) => (at + index) % inputs.length);
    at = (at + count) % inputs.length;
    const fresh = JSON.parse(JSON.stringify(places.map((place) => inputs[place]))) as Input[];
    const began = process.cpuUsage();
    const came = await run(call, fresh);
    const { user, system } = process.cpuUsage(began);
    const took = (user + system) / 1000;
    const wanted = places.reduce((sum, place) => sum + (expected[place] ?? 0), 0);
    assert.equal(came, wanted, `${name} gave another answer while it was timed`);
    return took;
  };
  const count = await warmUp(pass, inputs.length);
  return {
    takeTurn: async () => {
      collectGarbage();
      let spent = 0;
      do spent += await pass(count);
      while (spent < settling);
      spent = 0;
      do {
        const took = await pass(count);
        times.push((took * 1000) / count);
        spent += took;
      } while (spent < turnLength);
    },
    median: () => times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? Number.NaN,
  };
}

/** Milliseconds of one stage of warming up, and how many there are at least and at most. */
const stageLength = 150;
const fewestStages = 2;
const mostStages = 8;

/**
 * Lets a contender get quick, stage by stage until one is hardly quicker than the one before (what awaits takes the compiler long to make
 * quick), and says how many inputs make a pass.
 */
async function warmUp(pass: (count: number) => Promise<number>, inputs: number): Promise<number> {
  let perCall = await pass(1);
  for (let stage = 0; stage < mostStages; stage += 1) {
    const before = perCall;
    let spent = 0;
    let calls = 0;
    do {
      const count = Math.max(1, Math.min(inputs, Math.floor(20 / perCall)));
      spent += Math.max(await pass(count), 0.5);
      calls += count;
      perCall = spent / calls;
    } while (spent < stageLength);
    if (stage >= fewestStages - 1 && perCall > before * 0.97) break;
  }
  return Math.max(1, Math.min(inputs, Math.round(passLength / perCall)));
}

/** Promises are awaited one after the other; what answers at once is not made to wait. */
async function run<Input>(call: Contender<Input>['call'], inputs: readonly Input[]): Promise<number> {
  let sum = 0;
  for (const input of inputs) {
    const answer = call(input);
    sum += typeof answer === 'number' ? answer : await answer;
  }
  return sum;
}

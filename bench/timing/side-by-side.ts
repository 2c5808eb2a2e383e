import assert from 'node:assert/strict';
import { collectGarbage } from './collect-garbage.ts';

/** One way to do the same work: how much came out (rules that match, permissions given) says whether it was done. */
export interface Contender<Input> {
  readonly name: string;
  readonly call: (input: Input) => number | Promise<number>;
}

/** How long to measure, and over what. */
export interface SideBySideOptions<Input> {
  readonly inputs: readonly Input[];
  /** What each input must give. */
  readonly expected: readonly number[];
  /** Time for all of it, in milliseconds. */
  readonly budget?: number;
}

/** Milliseconds of one pass, the piece that is timed: too short for the machine to interrupt most of them. */
const passLength = 2;
/** Milliseconds of one turn, where one call does not take longer. */
const turnLength = 12;
/** Milliseconds of a turn before anything counts: as long as it takes until what a quick contender reads is near the processor again. */
const settling = 20;
const fewestRounds = 5;

/**
 * How long one call takes, in microseconds, for each contender: the median of short passes. They take turns, so that what disturbs the
 * machine disturbs all of them; each starts its turn with the garbage of the others collected and some passes that do not count. Each
 * pass gets copies of the inputs that nobody has seen: nothing can be remembered by identity.
 * What comes out is counted and compared with what must, which also keeps the work from being optimised away.
 */
export async function sideBySide<Input, Name extends string>(
  contenders: readonly (Contender<Input> & { readonly name: Name })[],
  { inputs, expected, budget = 2500 }: SideBySideOptions<Input>,
): Promise<{ readonly [name in Name]: number }> {
  const lanes = [];
  for (const contender of contenders) lanes.push(await openLane(contender, inputs, expected));
  const started = performance.now();
  for (let round = 0; round < fewestRounds || performance.now() - started < budget; round += 1) {
    for (const lane of lanes) await lane.takeTurn();
  }
  return Object.fromEntries(lanes.map(({ name, median }) => [name, median()])) as { readonly [name in Name]: number };
}

interface Lane {
  readonly name: string;
  readonly takeTurn: () => Promise<void>;
  readonly median: () => number;
}

async function openLane<Input>(
  { name, call }: Contender<Input>,
  inputs: readonly Input[],
  expected: readonly number[],
): Promise<Lane> {
  const times: number[] = [];
  let at = 0;
  /** Milliseconds for so many inputs, from where the last pass ended. */
  const pass = async (count: number): Promise<number> => {
    const places = Array.from({ length: count }, (_, index) => (at + index) % inputs.length);
    at = (at + count) % inputs.length;
    const fresh = JSON.parse(JSON.stringify(places.map((place) => inputs[place]))) as Input[];
    const began = performance.now();
    const came = await run(call, fresh);
    const took = performance.now() - began;
    const wanted = places.reduce((sum, place) => sum + (expected[place] ?? 0), 0);
    assert.equal(came, wanted, `${name} gave another answer while it was timed`);
    return took;
  };
  const count = await warmUp(pass, inputs.length);
  return {
    name,
    takeTurn: async () => {
      collectGarbage();
      for (let spent = count > 1 ? 0 : settling; spent < settling;) spent += await pass(count);
      let spent = 0;
      do {
        const took = await pass(count);
        times.push((took * 1000) / count);
        spent += took;
      } while (spent < turnLength);
    },
    median: () => times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? Number.NaN,
  };
}

/** Lets a contender get quick, and says how many inputs make a pass. */
async function warmUp(pass: (count: number) => Promise<number>, inputs: number): Promise<number> {
  let perCall = await pass(1);
  for (let spent = perCall; spent < 150;) {
    const count = Math.max(1, Math.min(inputs, Math.floor(20 / perCall)));
    const took = await pass(count);
    spent += Math.max(took, 0.5);
    perCall = took / count;
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

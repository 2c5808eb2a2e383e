import assert from 'node:assert/strict';

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

/** A contender that is slower than this takes only part of the inputs each round. */
const longest = 20;
/** A contender that is quicker than this takes all inputs several times. */
const shortest = 2;
const fewestRounds = 7;

/**
 * How long one call takes, in microseconds, for each contender: the median of rounds in which they take turns, so that what disturbs the
 * machine disturbs all of them. Each pass gets copies of the inputs that nobody has seen: nothing can be remembered by identity.
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
  /** Microseconds a call, over so many inputs from where the last turn ended. */
  const pass = async (count: number): Promise<number> => {
    const wanted: number[] = [];
    const taken: Input[] = [];
    for (let index = 0; index < count; index += 1) {
      const place = (at + index) % inputs.length;
      taken.push(inputs[place] as Input);
      wanted.push(expected[place] ?? 0);
    }
    at = (at + count) % inputs.length;
    const fresh = JSON.parse(JSON.stringify(taken)) as Input[];
    const began = performance.now();
    const came = await run(call, fresh);
    const took = performance.now() - began;
    assert.equal(
      came,
      wanted.reduce((sum, each) => sum + each, 0),
      `${name} gave another answer while it was timed`,
    );
    return took;
  };
  const count = await warmUp(pass, inputs.length);
  return {
    name,
    takeTurn: async () => {
      let took = 0;
      let calls = 0;
      // The turn of another has left nothing of ours near the processor; for what takes milliseconds that does not matter.
      if (count === inputs.length) await pass(count);
      while (calls === 0 || (took < shortest && count === inputs.length)) {
        took += await pass(count);
        calls += count;
      }
      times.push((took * 1000) / calls);
    },
    median: () => times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? Number.NaN,
  };
}

/** Lets a contender get quick, and says how many inputs it takes in one turn. */
async function warmUp(pass: (count: number) => Promise<number>, inputs: number): Promise<number> {
  let perCall = await pass(1);
  for (let spent = perCall; spent < 150;) {
    const count = Math.max(1, Math.min(inputs, Math.floor(50 / perCall)));
    const took = await pass(count);
    spent += Math.max(took, 0.5);
    perCall = took / count;
  }
  return Math.max(1, Math.min(inputs, Math.round(longest / perCall)));
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

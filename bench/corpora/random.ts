/** Numbers that look random and are the same in every run (mulberry32): a corpus is made of them, and nothing else. */
export function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

/** One of a list that is not empty. */
export function pick<Value>(values: readonly Value[], random: (below: number) => number): Value {
  return values[random(values.length)] as Value;
}

/** Some of a list, each once, in the list's order. */
export function pickSome<Value>(
  values: readonly Value[],
  count: number,
  random: (below: number) => number,
): readonly Value[] {
  let wanted = count;
  return values.filter((_, index) => {
    const taken = random(values.length - index) < wanted;
    if (taken) wanted -= 1;
    return taken;
  });
}

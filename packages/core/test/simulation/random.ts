/** Everything that happens by chance in a simulated world. The same seed draws the same, for ever. */
export interface Random {
  /** A whole number from 0 to below `bound`. */
  readonly below: (bound: number) => number;
  /** Whether something of this likelihood (0 to 1) happens. */
  readonly chance: (likelihood: number) => boolean;
  readonly pick: <Item>(items: readonly Item[]) => Item;
  /** Some of the items, in their order, each with that likelihood. */
  readonly some: <Item>(items: readonly Item[], likelihood: number) => readonly Item[];
  /** A source of its own for one matter: what is drawn there changes nothing elsewhere. */
  readonly fork: (matter: string) => Random;
}

/** A source of chance from a seed (sfc32 over hashed words). Never use it where anything must not be guessed. */
export function randomFrom(seed: string): Random {
  let [a = 0, b = 0, c = 0, d = 0] = ['a', 'b', 'c', 'd'].map((salt) => hash(`${salt}:${seed}`));
  const next = (): number => {
    const sum = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  };
  for (let warming = 0; warming < 12; warming += 1) next();
  const below = (bound: number): number => Math.floor((next() / 2 ** 32) * bound);
  const chance = (likelihood: number): boolean => next() / 2 ** 32 < likelihood;
  return {
    below,
    chance,
    pick: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new RangeError('there is nothing to pick from');
      return item;
    },
    some: (items, likelihood) => items.filter(() => chance(likelihood)),
    fork: (matter) => randomFrom(`${seed}/${matter}`),
  };
}

/** FNV-1a with a final mix. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) | 0;
}

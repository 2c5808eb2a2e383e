/**
 * A set of places of rules, gathered in any order and read in declared order. One bit a place, and above it one bit for each 32 places, so that
 * reading costs what is in it and not how many rules there are.
 */
export class PlaceSet {
  readonly #bits: Int32Array;
  readonly #summary: Int32Array;
  #isEmpty = true;

  /** A set of places below `size`. */
  constructor(size: number) {
    this.#bits = new Int32Array((size >> 5) + 1);
    this.#summary = new Int32Array((size >> 10) + 1);
  }

  add(place: number): void {
    const word = place >> 5;
    this.#bits[word] = (this.#bits[word] ?? 0) | (1 << (place & 31));
    this.#summary[word >> 5] = (this.#summary[word >> 5] ?? 0) | (1 << (word & 31));
    this.#isEmpty = false;
  }

  clear(): void {
    if (this.#isEmpty) return;
    for (let top = 0; top < this.#summary.length; top += 1) {
      for (let left = this.#summary[top] ?? 0; left !== 0; left &= left - 1) this.#bits[32 * top + lowestBit(left)] = 0;
    }
    this.#summary.fill(0);
    this.#isEmpty = true;
  }

  /** What stands at the places of the set. */
  pick<R>(all: readonly R[]): R[] {
    const picked: R[] = [];
    if (this.#isEmpty) return picked;
    for (let top = 0; top < this.#summary.length; top += 1) {
      for (let words = this.#summary[top] ?? 0; words !== 0; words &= words - 1) {
        const word = 32 * top + lowestBit(words);
        for (let bits = this.#bits[word] ?? 0; bits !== 0; bits &= bits - 1) {
          picked.push(all[32 * word + lowestBit(bits)] as R);
        }
      }
    }
    return picked;
  }
}

const lowestBit = (bits: number): number => 31 - Math.clz32(bits & -bits);

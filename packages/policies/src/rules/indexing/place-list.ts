/** Places of rules, gathered in any order and perhaps twice, taken in order and once. */
export class PlaceList {
  #places: Int32Array;
  #length = 0;
  #last = -1;
  #isOrdered = true;

  constructor(usual: number) {
    this.#places = new Int32Array(Math.max(usual, 1));
  }

  clear(): void {
    this.#length = 0;
    this.#last = -1;
    this.#isOrdered = true;
  }

  add(place: number): void {
    if (this.#length === this.#places.length) this.#grow();
    this.#places[this.#length] = place;
    this.#length += 1;
    this.#isOrdered &&= place > this.#last;
    this.#last = place;
  }

  take(): readonly number[] {
    const places = this.#places.subarray(0, this.#length);
    if (this.#isOrdered) return [...places];
    return [...new Set(places.sort())];
  }

  #grow(): void {
    const longer = new Int32Array(2 * this.#places.length);
    longer.set(this.#places);
    this.#places = longer;
  }
}

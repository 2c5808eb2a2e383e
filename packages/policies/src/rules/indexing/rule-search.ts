import type { Condition } from '../../conditions/condition.ts';
import type { Facts } from '../../conditions/facts.ts';
import { ComparisonTable } from './comparison-table.ts';
import { partOf } from './condition-part.ts';
import type { Branch, Drawer, Files } from './drawer.ts';
import { fileRules } from './file-rules.ts';
import { filingsOf } from './filing.ts';
import { PlaceSet } from './place-set.ts';
import { RulePrograms } from './rule-programs.ts';
import { allTable, FAILS, HOLDS, type TruthCode, UNDECIDED } from './truth-code.ts';

/** The places of the rules that hold and of those that are undecided, to be read before the next search. */
export interface PlacedHits {
  readonly matched: PlaceSet;
  readonly undecided: PlaceSet;
}

/** The first rule that does not fail. */
export interface FirstHit {
  readonly place: number;
  readonly holds: boolean;
}

const NO_LIMIT = Number.POSITIVE_INFINITY;

/** Finds which of many conditions hold, by trying only those that may. It works on its own notes: one search after the other. */
export class RuleSearch {
  readonly #table = new ComparisonTable();
  readonly #programs = new RulePrograms(this.#table);
  readonly #files: Files;
  readonly #hits: PlacedHits;
  /** Only rules before this place are still of interest. */
  #limit = NO_LIMIT;
  #first: FirstHit | null = null;
  #wantsFirst = false;

  /**
   * Files conditions under the values they demand. `null` always holds.
   *
   * @throws PolicyFault where a condition is malformed or nests too deep.
   */
  constructor(conditions: readonly (Condition | null)[]) {
    const filings = conditions.flatMap((condition, place) =>
      filingsOf(place, condition === null ? { kind: 'all', of: [] } : partOf(condition, this.#table), this.#table),
    );
    this.#files = fileRules(filings, this.#programs, this.#table.facts);
    this.#programs.close();
    this.#hits = { matched: new PlaceSet(conditions.length), undecided: new PlaceSet(conditions.length) };
  }

  /** All that hold, and all that are undecided. */
  hits(facts: Facts): PlacedHits {
    this.#begin(facts, false);
    this.#open(this.#files.root, HOLDS);
    return this.#hits;
  }

  /** The first that holds or is undecided; nothing where all fail. */
  first(facts: Facts): FirstHit | null {
    this.#begin(facts, true);
    this.#open(this.#files.root, HOLDS);
    return this.#first;
  }

  #begin(facts: Facts, wantsFirst: boolean): void {
    this.#table.turnTo(facts);
    this.#hits.matched.clear();
    this.#hits.undecided.clear();
    this.#limit = NO_LIMIT;
    this.#first = null;
    this.#wantsFirst = wantsFirst;
  }

  /** Tries the rules of a drawer. `keys` is what the keys on the way to it came to: they hold, or one of them is undecided. */
  #open({ from, to, branches, gates }: Drawer, keys: TruthCode): void {
    const { entries } = this.#files;
    for (let at = from; at < to; at += 2) {
      const place = entries[at] ?? NO_LIMIT;
      if (place >= this.#limit) break;
      const truth = this.#decide(entries[at + 1] ?? 0, keys);
      if (truth !== FAILS) this.#found(place, truth);
    }
    for (const branch of branches) this.#follow(branch, keys);
    for (const { part, drawer } of gates) {
      const truth = allTable[3 * keys + this.#programs.comparison(part)] ?? UNDECIDED;
      if (truth !== FAILS) this.#open(drawer, truth);
    }
  }

  #decide(program: number, keys: TruthCode): TruthCode {
    if (program < 0) return this.#programs.truth(~program);
    return allTable[3 * keys + this.#programs.truth(program)] ?? UNDECIDED;
  }

  #follow({ path, drawers }: Branch, keys: TruthCode): void {
    const { facts } = this.#table;
    if (facts.value(path) === undefined) {
      for (const drawer of drawers.values()) this.#open(drawer, UNDECIDED);
      return;
    }
    const drawer = drawers.get(facts.key(path));
    if (drawer !== undefined) this.#open(drawer, keys);
  }

  #found(place: number, truth: TruthCode): void {
    if (this.#wantsFirst) {
      this.#limit = place;
      this.#first = { place, holds: truth === HOLDS };
    } else (truth === HOLDS ? this.#hits.matched : this.#hits.undecided).add(place);
  }
}

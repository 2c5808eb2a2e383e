import type { DemandedValues } from './demanded-values.ts';
import type { Filing } from './filing.ts';
import type { KeyValue } from '../../conditions/key-value.ts';

/** In how many drawers a rule may lie because it accepts several values. */
const MAX_COPIES = 64;

/** A demand that lets through more than this part of all events is not worth a drawer. */
const MAX_SHARE = 0.5;

/** Says which facts narrow the rules, by how many values rules demand of each. */
export class NarrowingFacts {
  readonly #values = new Map<number, Set<KeyValue>>();

  constructor(filings: readonly Filing[]) {
    for (const { demands } of filings) for (const demand of demands) this.#note(demand);
  }

  #note({ path, values }: DemandedValues): void {
    const known = this.#values.get(path) ?? new Set();
    this.#values.set(path, known);
    for (const value of values) known.add(value);
  }

  /** The demand by which a rule is filed where drawers are divided by a fact. */
  demandOf({ demands, copies }: Filing, path: number): DemandedValues | undefined {
    return demands.find((demand) => demand.path === path && this.#isWorthIt(demand, copies));
  }

  /** The facts to divide rules by: again and again the one that narrows most of what is left, while it divides more than a few. */
  of(filings: readonly Filing[], few: number): readonly number[] {
    const paths: number[] = [];
    let rest = filings;
    while (rest.length > few) {
      const best = this.#best(rest, few);
      if (best === undefined) break;
      paths.push(best);
      rest = rest.filter((filing) => this.demandOf(filing, best) === undefined);
    }
    return paths;
  }

  #best(filings: readonly Filing[], few: number): number | undefined {
    const sums = new Map<number, { gain: number; count: number }>();
    for (const { demands, copies } of filings) {
      for (const demand of demands) {
        if (!this.#isWorthIt(demand, copies)) continue;
        const sum = sums.get(demand.path) ?? { gain: 0, count: 0 };
        sums.set(demand.path, sum);
        sum.gain += 1 - this.#share(demand);
        sum.count += 1;
      }
    }
    let best: number | undefined;
    let most = 0;
    for (const [path, { gain, count }] of sums) {
      if (count <= few || gain <= most) continue;
      best = path;
      most = gain;
    }
    return best;
  }

  #isWorthIt(demand: DemandedValues, copies: number): boolean {
    const { length } = demand.values;
    return length > 0 && copies * length <= MAX_COPIES && this.#share(demand) <= MAX_SHARE;
  }

  /** What part of all events a demand lets through, if the values that rules name, and one that none names, were equally frequent. */
  #share({ path, values }: DemandedValues): number {
    return values.length / ((this.#values.get(path)?.size ?? 0) + 1);
  }
}

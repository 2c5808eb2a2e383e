import type { ComparisonTable } from './comparison-table.ts';
import { comparisonOf, type ConditionPart, isNegated } from './condition-part.ts';
import { allTable, anyTable, FAILS, HOLDS, notTable, type TruthCode, UNDECIDED } from './truth-code.ts';

const ALL = -1;
const ANY = -2;

/**
 * What is left to decide of many rules, in one list of numbers. A part that is a comparison is one number; any other is `ALL` or `ANY`, where it
 * ends, and its parts, the quickest first (their order changes no truth).
 */
export class RulePrograms {
  readonly #table: ComparisonTable;
  #code = new Int32Array(256);
  #length = 0;

  constructor(table: ComparisonTable) {
    this.#table = table;
    this.#write(ALL, 2);
  }

  /** Writes down `all` of some parts, and says where. */
  add(parts: readonly ConditionPart[]): number {
    const [only] = parts;
    if (only === undefined) return 0;
    const start = this.#length;
    this.#part(parts.length === 1 ? only : { kind: 'all', of: parts });
    return start;
  }

  /** Forgets that there could be more: what was not needed is given back. */
  close(): void {
    this.#code = this.#code.slice(0, this.#length);
  }

  /** The truth of what is written at a place. Stops as soon as it is certain. */
  truth(at: number): TruthCode {
    const code = this.#code[at] ?? 0;
    return code >= 0 ? this.comparison(code) : this.#list(at, code === ALL);
  }

  #list(at: number, isAll: boolean): TruthCode {
    const code = this.#code;
    const table = isAll ? allTable : anyTable;
    const certain = isAll ? FAILS : HOLDS;
    const end = code[at + 1] ?? 0;
    let result: TruthCode = isAll ? HOLDS : FAILS;
    let part = at + 2;
    while (part < end) {
      const first = code[part] ?? 0;
      const truth = first >= 0 ? this.comparison(first) : this.#list(part, first === ALL);
      result = table[3 * result + truth] ?? UNDECIDED;
      if (result === certain) return result;
      part = first >= 0 ? part + 1 : (code[part + 1] ?? end);
    }
    return result;
  }

  /** The truth of a part that is a comparison. */
  comparison(part: number): TruthCode {
    const truth = this.#table.truth(comparisonOf(part));
    return isNegated(part) ? (notTable[truth] ?? UNDECIDED) : truth;
  }

  #part(part: ConditionPart): void {
    if (typeof part === 'number') return this.#write(part);
    const start = this.#length;
    this.#write(part.kind === 'all' ? ALL : ANY, 0);
    for (const each of part.of.toSorted((one, other) => this.#cost(one) - this.#cost(other))) this.#part(each);
    this.#code[start + 1] = this.#length;
  }

  #cost(part: ConditionPart): number {
    if (typeof part === 'number') return this.#table.costOf(comparisonOf(part));
    return part.of.reduce<number>((sum, each) => sum + this.#cost(each), 1);
  }

  #write(...numbers: readonly number[]): void {
    if (this.#length + numbers.length > this.#code.length) {
      const longer = new Int32Array(2 * this.#code.length);
      longer.set(this.#code);
      this.#code = longer;
    }
    for (const number of numbers) {
      this.#code[this.#length] = number;
      this.#length += 1;
    }
  }
}

import { ageWindow } from '../../conditions/age-window.ts';
import type { Against } from '../../conditions/comparators.ts';
import type { Seen } from '../../conditions/seen.ts';
import { compileCondition } from '../../conditions/compile-condition.ts';
import type { CompiledCondition } from '../../conditions/compiled-condition.ts';
import type { Comparison, Operator, Quantification } from '../../conditions/condition.ts';
import type { Facts } from '../../conditions/facts.ts';
import { keyOf } from '../../conditions/key-value.ts';
import type { KeyValue } from '../../conditions/key-value.ts';
import { operatorPairs, prepareOperand } from '../../conditions/operator-objects.ts';
import type { OperatorPair } from '../../conditions/operator-objects.ts';
import { takesNow } from '../../conditions/takes-now.ts';
import { PolicyFault } from '../../policy-fault.ts';
import { type DemandedValues, valuesDemanded } from './demanded-values.ts';
import { FactReader } from './fact-reader.ts';
import { operandIdentity } from './operand-identity.ts';
import { FAILS, HOLDS, type TruthCode, truths, UNDECIDED } from './truth-code.ts';

/**
 * One distinct comparison, or one `some` or `every`: decided by the keys of the values it demands, else by its operator (`pair`), else as a
 * whole. All have the same fields, which the platform reads faster than fields that differ.
 */
interface Entry {
  readonly path: number;
  readonly demands: DemandedValues | undefined;
  /** The one value it demands, or all of them where there are several. */
  readonly only: KeyValue | undefined;
  readonly several: ReadonlySet<KeyValue> | undefined;
  /** It holds for all values but those. */
  readonly isNegative: boolean;
  readonly pair: OperatorPair | undefined;
  readonly operand: Against;
  /** The fact that is the operand, or none. */
  readonly operandPath: number;
  readonly takesNow: boolean;
  readonly whole: CompiledCondition | undefined;
  readonly cost: number;
}

const NO_PATH = -1;

/** What an entry has that is not the matter of its kind. */
const BLANK: Entry = {
  path: NO_PATH,
  demands: undefined,
  only: undefined,
  several: undefined,
  isNegative: false,
  pair: undefined,
  operand: undefined,
  operandPath: NO_PATH,
  takesNow: false,
  whole: undefined,
  cost: 1,
};

/** So many turns fit beside a truth. */
const MOST_TURNS = 2 ** 29;

/**
 * The distinct comparisons of many conditions, numbered. Each is decided at most once for each record of facts, however many rules ask: those with
 * demanded values by their keys, as they are filed; all others by the operator objects that are registered with the rule library.
 */
export class ComparisonTable {
  readonly facts = new FactReader();
  readonly #entries: Entry[] = [];
  readonly #numbers = new Map<string, Map<unknown, number>>();
  /** For each comparison, `4 * turn + truth` of when it was last decided. */
  #decided = new Int32Array(64);
  #turn = 0;
  readonly #mostTurns: number;

  /** After so many turns the notes are cleared, and turns counted from the start. */
  constructor(mostTurns = MOST_TURNS) {
    this.#mostTurns = mostTurns;
  }

  /**
   * The number of a comparison; those that ask the same share one.
   *
   * @throws PolicyFault `malformed` for an unknown operator or path.
   */
  comparisonNumber(comparison: Comparison): number {
    const { fact, operator, operand } = comparison;
    const identity = operandIdentity(operand);
    if (identity === undefined) return this.#add(this.#comparing(comparison));
    const key = `${operator} ${fact}`;
    let numbers = this.#numbers.get(key);
    if (numbers === undefined) this.#numbers.set(key, (numbers = new Map()));
    let number = numbers.get(identity);
    if (number === undefined) numbers.set(identity, (number = this.#add(this.#comparing(comparison))));
    return number;
  }

  /** The number of `some` or `every`, decided as a whole. */
  quantificationNumber(quantification: Quantification): number {
    return this.#add({ ...BLANK, whole: compileCondition(quantification), cost: 100 });
  }

  /** What a comparison (or its negation) demands of a fact, where that can be filed. */
  demandsOf(number: number, negated: boolean): DemandedValues | undefined {
    const entry = this.#entries[number];
    return entry?.isNegative === negated ? entry.demands : undefined;
  }

  /** About how long it takes to decide a comparison, in units of the quickest. */
  costOf(number: number): number {
    return this.#entries[number]?.cost ?? 0;
  }

  /** Turns to other facts: every comparison will be decided anew. */
  turnTo(facts: Facts): void {
    this.facts.turnTo(facts);
    this.#turn += 1;
    if (this.#turn < this.#mostTurns) return;
    this.#decided.fill(0);
    this.#turn = 1;
  }

  truth(number: number): TruthCode {
    const decided = this.#decided[number] ?? 0;
    if (decided >> 2 === this.#turn) return decided & 3;
    const entry = this.#entries[number];
    const truth = entry === undefined ? UNDECIDED : this.#decide(entry);
    this.#decided[number] = (this.#turn << 2) | truth;
    return truth;
  }

  #add(entry: Entry): number {
    const number = this.#entries.push(entry) - 1;
    if (number >= this.#decided.length) {
      const longer = new Int32Array(2 * this.#decided.length);
      longer.set(this.#decided);
      this.#decided = longer;
    }
    return number;
  }

  #comparing(comparison: Comparison): Entry {
    const { fact, operator, operand } = comparison;
    const pair = operatorPairs().get(operator);
    if (pair === undefined) throw new PolicyFault('malformed', `there is no operator ${JSON.stringify(operator)}`);
    const path = this.facts.pathNumber(fact);
    const literal = 'value' in operand ? (operand.value ?? undefined) : undefined;
    const values = valuesDemanded(comparison);
    return {
      ...BLANK,
      path,
      demands: values === undefined ? undefined : { path, values },
      only: values?.length === 1 ? values[0] : undefined,
      several: values === undefined || values.length === 1 ? undefined : new Set(values),
      isNegative: operator === 'is_not' || operator === 'not_in',
      pair,
      operand: prepareOperand(operator, literal),
      operandPath: 'fact' in operand ? this.facts.pathNumber(operand.fact) : NO_PATH,
      takesNow: takesNow(operator),
      cost: costs[operator] ?? 1,
    };
  }

  #decide(entry: Entry): TruthCode {
    if (entry.demands !== undefined) return this.#decideByKey(entry);
    const { pair, whole } = entry;
    if (pair !== undefined) return decide(pair, this.facts.value(entry.path), this.#operandOf(entry));
    const { facts } = this.facts;
    return whole === undefined ? UNDECIDED : truths.indexOf(whole.truth({ facts, record: facts, prefix: '' }));
  }

  /** Values are demanded only where equal keys mean equal values: see {@link KeyValue}. */
  #decideByKey({ path, only, several, isNegative }: Entry): TruthCode {
    const seen = this.facts.value(path);
    if (seen === undefined) return UNDECIDED;
    const key = keyOf(seen);
    const isDemanded = several === undefined ? key === only : key !== undefined && several.has(key);
    return isDemanded === isNegative ? FAILS : HOLDS;
  }

  #operandOf({ operand, operandPath, takesNow: isWindow }: Entry): Against {
    if (operandPath === NO_PATH && !isWindow) return operand;
    const read = operandPath === NO_PATH ? (operand as Seen) : this.facts.value(operandPath);
    return isWindow ? ageWindow(this.facts.facts, read) : read;
  }
}

const costs: { readonly [operator in Operator]?: number } = {
  before: 4, after: 4, within: 5, older_than: 5, contains: 3, has: 3, has_any: 5, has_all: 5, matches: 20,
}; // prettier-ignore

function decide({ holds, accepts }: OperatorPair, seen: Seen, operand: Against): TruthCode {
  if (holds.evaluate(seen, operand)) return HOLDS;
  return accepts(seen, operand) ? FAILS : UNDECIDED;
}

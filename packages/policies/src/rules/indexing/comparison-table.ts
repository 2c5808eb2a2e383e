import { ageWindow } from '../../conditions/age-window.ts';
import type { Against, Seen } from '../../conditions/comparators.ts';
import { compileCondition } from '../../conditions/compile-condition.ts';
import type { CompiledCondition } from '../../conditions/compiled-condition.ts';
import type { Comparison, Operator, Quantification } from '../../conditions/condition.ts';
import type { Facts } from '../../conditions/facts.ts';
import { operatorPairs, prepareOperand } from '../../conditions/operator-objects.ts';
import type { OperatorPair } from '../../conditions/operator-objects.ts';
import { takesNow } from '../../conditions/takes-now.ts';
import { PolicyFault } from '../../policy-fault.ts';
import { FactReader } from './fact-reader.ts';
import { type KeyValue, keysOf } from './key-value.ts';
import { operandIdentity } from './operand-identity.ts';
import { FAILS, HOLDS, type TruthCode, truths, UNDECIDED } from './truth-code.ts';

/** What a comparison demands of a fact: to be one of a few values. Any other value makes it fail; none leaves it undecided. */
export interface DemandedValues {
  readonly path: number;
  readonly values: readonly KeyValue[];
}

/** One distinct comparison, or one `some` or `every`. */
interface Entry {
  readonly decide: () => TruthCode;
  /** What it demands as it stands, and what its negation demands. */
  readonly demands: DemandedValues | undefined;
  readonly demandsNegated: DemandedValues | undefined;
  readonly cost: number;
}

const MOST_TURNS = 2 ** 29;

/**
 * The distinct comparisons of many conditions, numbered. Each is decided at most once for each record of facts, by the operator objects that
 * are registered with the rule library, however many rules ask.
 */
export class ComparisonTable {
  readonly facts = new FactReader();
  readonly #entries: Entry[] = [];
  readonly #numbers = new Map<string, Map<unknown, number>>();
  /** For each comparison, `4 * turn + truth` of when it was last decided. */
  #decided = new Int32Array(64);
  #turn = 0;

  /** How many there are. */
  get size(): number {
    return this.#entries.length;
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
    const compiled = compileCondition(quantification);
    return this.#add({
      decide: () => codeOf(compiled, this.facts.facts),
      demands: undefined,
      demandsNegated: undefined,
      cost: 100,
    });
  }

  /** What a comparison (or its negation) demands of a fact, where that can be filed. */
  demandsOf(number: number, negated: boolean): DemandedValues | undefined {
    const entry = this.#entries[number];
    return negated ? entry?.demandsNegated : entry?.demands;
  }

  /** About how long it takes to decide a comparison, in units of the quickest. */
  costOf(number: number): number {
    return this.#entries[number]?.cost ?? 0;
  }

  /** Turns to other facts: every comparison will be decided anew. */
  turnTo(facts: Facts): void {
    this.facts.turnTo(facts);
    this.#turn += 1;
    if (this.#turn < MOST_TURNS) return;
    this.#decided.fill(0);
    this.#turn = 1;
  }

  truth(number: number): TruthCode {
    const decided = this.#decided[number] ?? 0;
    if (decided >> 2 === this.#turn) return decided & 3;
    const truth = this.#entries[number]?.decide() ?? UNDECIDED;
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

  #comparing({ fact, operator, operand }: Comparison): Entry {
    const pair = operatorPairs().get(operator);
    if (pair === undefined) throw new PolicyFault('malformed', `there is no operator ${JSON.stringify(operator)}`);
    const path = this.facts.pathNumber(fact);
    const operandOf = this.#operandReader(operator, operand);
    const demanded = 'value' in operand ? valuesDemanded(operator, operand.value ?? undefined) : undefined;
    const demands = demanded === undefined ? undefined : { path, values: demanded };
    const isNegative = operator === 'is_not' || operator === 'not_in';
    return {
      decide: () => decide(pair, this.facts.value(path), operandOf()),
      demands: isNegative ? undefined : demands,
      demandsNegated: isNegative ? demands : undefined,
      cost: costs[operator] ?? 1,
    };
  }

  #operandReader(operator: Operator, operand: Comparison['operand']): () => Against {
    if ('value' in operand && !takesNow(operator)) {
      const prepared = prepareOperand(operator, operand.value ?? undefined);
      return () => prepared;
    }
    const read = this.#plainOperandReader(operand);
    return takesNow(operator) ? () => ageWindow(this.facts.facts, read()) : read;
  }

  #plainOperandReader(operand: Comparison['operand']): () => Seen {
    if ('value' in operand) {
      const value = operand.value ?? undefined;
      return () => value;
    }
    const path = this.facts.pathNumber(operand.fact);
    return () => this.facts.value(path);
  }
}

const costs: { readonly [operator in Operator]?: number } = {
  before: 4, after: 4, within: 5, older_than: 5, contains: 3, has: 3, has_any: 5, has_all: 5, matches: 20,
}; // prettier-ignore

function decide({ holds, accepts }: OperatorPair, seen: Seen, operand: Against): TruthCode {
  if (holds.evaluate(seen, operand)) return HOLDS;
  return accepts(seen, operand) ? FAILS : UNDECIDED;
}

function codeOf({ truth }: CompiledCondition, facts: Facts): TruthCode {
  return truths.indexOf(truth({ facts, record: facts, prefix: '' }));
}

function valuesDemanded(operator: Operator, value: Seen): readonly KeyValue[] | undefined {
  switch (operator) {
    case 'equals':
    case 'is_not':
      return value === undefined ? undefined : keysOf([value]);
    case 'in':
    case 'not_in':
      return Array.isArray(value) ? keysOf(value as readonly Exclude<Seen, undefined>[]) : undefined;
    default:
      return undefined;
  }
}

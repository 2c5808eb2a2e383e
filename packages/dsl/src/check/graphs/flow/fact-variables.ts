import type { Comparison, Condition, FactPath, Json } from '@deskbook/policies';
import type { Variable, Way } from './scenario.ts';
import { comparisonKey, comparisonsIn } from './truth-in.ts';

/** Stands for any value that no condition names. */
const another = '\u0000another';

/** Operators that only ask which of the named values a fact has. */
const naming: ReadonlySet<string> = new Set(['equals', 'is_not', 'in', 'not_in', 'known']);

/**
 * Facts that more than one condition asks about, so that what one of them says bears on the others. A fact that is only compared with
 * named values has one of these, or another; of any other, each comparison that is made twice holds or does not.
 */
export function factVariables(conditions: readonly Condition[], covered: ReadonlySet<FactPath>): readonly Variable[] {
  const comparisons = conditions.flatMap(comparisonsIn).filter(({ fact }) => !covered.has(fact));
  const byFact = Map.groupBy(comparisons, ({ fact }) => fact);
  const shared = [...byFact].filter(([, made]) => made.length > 1).sort(([, a], [, b]) => b.length - a.length);
  return shared.flatMap(([fact, made]) => (made.every(isNaming) ? valueVariable(fact, made) : truthVariables(made)));
}

function isNaming({ operator, operand }: Comparison): boolean {
  return naming.has(operator) && 'value' in operand;
}

function valueVariable(fact: FactPath, made: readonly Comparison[]): Variable {
  const compared = made.filter(({ operator }) => operator !== 'known').flatMap(namedIn);
  const values = new Map(compared.map((value) => [JSON.stringify(value), value]));
  const asksKnown = made.some(({ operator }) => operator === 'known');
  const ways: Way[] = [...values.values()].map((value) => ({
    words: `\`${fact}\` is ${spelled(value)}`,
    facts: new Map([[fact, value]]),
  }));
  ways.push({ words: `\`${fact}\` is something else`, facts: new Map([[fact, another]]) });
  if (asksKnown) ways.push({ words: `\`${fact}\` is not known`, facts: new Map([[fact, null]]) });
  return { name: fact, ways };
}

function namedIn({ operand }: Comparison): readonly Json[] {
  if (!('value' in operand)) return [];
  return Array.isArray(operand.value) ? operand.value : [operand.value];
}

function truthVariables(made: readonly Comparison[]): readonly Variable[] {
  const repeated = [...Map.groupBy(made, comparisonKey)].filter(([, same]) => same.length > 1);
  return repeated.map(([key, [comparison]]) => {
    const words = comparison === undefined ? key : wordsOf(comparison);
    const ways = [true, false].map((holds): Way => ({
      words: holds ? words : `not ${words}`,
      comparison: [key, holds],
    }));
    return { name: key, ways };
  });
}

function wordsOf({ fact, operator, operand }: Comparison): string {
  const other = 'value' in operand ? spelled(operand.value) : `\`${operand.fact}\``;
  return `\`${fact}\` ${operator.replaceAll('_', ' ')} ${other}`;
}

function spelled(value: Json): string {
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}

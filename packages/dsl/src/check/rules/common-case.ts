import type { Comparison, Condition, FactPath, Json, JsonObject } from '@deskbook/policies';
import { evaluate } from '@deskbook/policies/conditions';
import type { FactModel } from '../../bundle/fact-model.ts';
import { modelScope, resolveFact } from '../scope.ts';
import type { Case } from './case.ts';
import { typicalValues } from './typical-values.ts';

/** The most cases that are tried. */
const most = 4_096;

/**
 * A case in which all of several conditions surely hold, proved by deciding them; null where none was found, which proves nothing. For
 * each fact those values are tried that the conditions name or that it can have, and their neighbours. Null among the conditions
 * always holds.
 */
export function commonCase(conditions: readonly (Condition | null)[], model: FactModel): Case | null {
  const asked = conditions.filter((condition) => condition !== null);
  const candidates = candidatesOf(asked, model);
  if (candidates === null) return null;
  const count = candidates.reduce((product, [, values]) => product * values.length, 1);
  for (let index = 0; index < Math.min(count, most); index += 1) {
    const one = caseAt(candidates, index);
    const facts = factsOf(one);
    if (asked.every((condition) => evaluate(condition, facts).truth === 'holds')) return one;
  }
  return null;
}

type Candidates = readonly (readonly [FactPath, readonly Json[]])[];

/** The values to try for each fact that is compared. Null: something is asked that no single value answers. */
function candidatesOf(conditions: readonly Condition[], model: FactModel): Candidates | null {
  const comparisons = new Map<FactPath, Comparison[]>();
  for (const comparison of conditions.flatMap(comparisonsIn)) {
    if (comparison === null || !('value' in comparison.operand)) return null;
    comparisons.set(comparison.fact, [...(comparisons.get(comparison.fact) ?? []), comparison]);
  }
  return [...comparisons].map(([fact, all]) => [fact, valuesOf(fact, all, model)]);
}

/** Values that stand for all others; where there is no such choice, those that are named, and another. */
function valuesOf(fact: FactPath, comparisons: readonly Comparison[], model: FactModel): readonly Json[] {
  const resolved = resolveFact(modelScope(model), fact);
  const literals = comparisons.flatMap(literalsOf);
  const typical = resolved.ok ? typicalValues(resolved.fact.field, literals) : null;
  return distinct([...literals, ...(typical ?? comparisons.flatMap(nearby))]);
}

function literalsOf({ operator, operand }: Comparison): readonly Json[] {
  if (!('value' in operand) || operator === 'known' || operator === 'empty') return [];
  return operator !== 'has' && Array.isArray(operand.value) ? (operand.value as readonly Json[]) : [operand.value];
}

function comparisonsIn(condition: Condition): readonly (Comparison | null)[] {
  if (condition.kind === 'compare') return [condition];
  if (condition.kind === 'not') return comparisonsIn(condition.of);
  return condition.kind === 'all' || condition.kind === 'any' ? condition.of.flatMap(comparisonsIn) : [null];
}

/** What else would satisfy a comparison, or its opposite. */
function nearby({ operator, operand }: Comparison): readonly Json[] {
  const value = 'value' in operand ? operand.value : null;
  switch (operator) {
    case 'has':
      return [[value], []];
    case 'has_any':
    case 'has_all':
      return [value, []];
    case 'empty':
      return [[], ['something']];
    default:
      return ['something'];
  }
}

function distinct(values: readonly Json[]): readonly Json[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

/** One of all combinations, by its number. */
function caseAt(candidates: Candidates, index: number): Case {
  let rest = index;
  return new Map(
    candidates.map(([fact, values]) => {
      const value = values[rest % values.length] ?? null;
      rest = Math.floor(rest / values.length);
      return [fact, value];
    }),
  );
}

function factsOf(one: Case): JsonObject {
  const facts: { [root: string]: Json } = {};
  for (const [path, value] of one) {
    const segments = path.split('.');
    let record = facts;
    for (const segment of segments.slice(0, -1)) {
      const inner = Object.hasOwn(record, segment) ? record[segment] : undefined;
      const next: { [key: string]: Json } =
        typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? (inner as { [key: string]: Json }) : {};
      Object.defineProperty(record, segment, { value: next, enumerable: true, configurable: true, writable: true });
      record = next;
    }
    Object.defineProperty(record, segments.at(-1) ?? path, { value, enumerable: true, configurable: true, writable: true }); // prettier-ignore
  }
  return facts;
}

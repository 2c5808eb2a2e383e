import type { Condition, Decision, FactPath, Json } from '@deskbook/policies';
import type { FactModel } from '../../bundle/fact-model.ts';
import { modelScope, resolveFact } from '../scope.ts';

/** One case of a table: a value for each fact its rows test. */
export type TableCase = ReadonlyMap<FactPath, Json>;

/** The most cases looked at; a larger table is left alone. */
const most = 20_000;

/**
 * Every case of a decision all of whose rules test facts with finitely many values, one by one, by equality. Null where that is
 * not so.
 */
export function tableCases({ rules }: Decision, model: FactModel): readonly TableCase[] | null {
  const facts = new Set<FactPath>();
  for (const { when } of rules) if (when === null || !collectFacts(when, facts)) return null;
  const domains: (readonly [FactPath, readonly Json[]])[] = [];
  let count = 1;
  for (const fact of facts) {
    const values = valuesOf(fact, model);
    if (values === null) return null;
    count *= values.length;
    if (count > most) return null;
    domains.push([fact, values]);
  }
  return domains.reduce<readonly TableCase[]>(
    (cases, [fact, values]) => cases.flatMap((one) => values.map((value) => new Map([...one, [fact, value]]))),
    [new Map()],
  );
}

const finite: ReadonlySet<string> = new Set(['equals', 'is_not', 'in', 'not_in', 'known']);

function collectFacts(condition: Condition, facts: Set<FactPath>): boolean {
  if (condition.kind === 'all') return condition.of.every((part) => collectFacts(part, facts));
  if (condition.kind !== 'compare' || !finite.has(condition.operator) || !('value' in condition.operand)) return false;
  facts.add(condition.fact);
  return true;
}

function valuesOf(fact: FactPath, model: FactModel): readonly Json[] | null {
  const resolved = resolveFact(modelScope(model), fact);
  if (!resolved.ok || resolved.fact.field.list) return null;
  const { oneOf, type } = resolved.fact.field;
  return oneOf ?? (type === 'yes_no' ? [true, false] : null);
}

/** Whether a case satisfies a row's condition. Every fact has a value in a case. */
export function matches(condition: Condition | null, one: TableCase): boolean {
  if (condition === null) return true;
  if (condition.kind === 'all') return condition.of.every((part) => matches(part, one));
  if (condition.kind !== 'compare' || !('value' in condition.operand)) return false;
  const value = one.get(condition.fact) ?? null;
  const { operator, operand } = condition;
  if (operator === 'known') return operand.value === true;
  const values = Array.isArray(operand.value) ? (operand.value as readonly Json[]) : [operand.value];
  return values.includes(value) === (operator === 'equals' || operator === 'in');
}

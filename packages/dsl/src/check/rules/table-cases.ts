import type { Condition, Decision, FactPath, Json } from '@deskbook/policies';
import type { FactModel } from '../../bundle/fact-model.ts';
import { modelScope, resolveFact } from '../scope.ts';
import type { Case } from './case.ts';
import { typicalValues } from './typical-values.ts';

/** The most cases looked at; a larger table is left alone. */
const most = 20_000;

/**
 * Every case of a decision whose rules test facts by literals alone: each value of a fact that has few; of one that has an order (a number, a
 * time) each value it is compared with, and one between and beyond them. No other value can be decided otherwise. Null where rules
 * test anything else.
 */
export function tableCases({ rules }: Decision, model: FactModel): readonly Case[] | null {
  const compared = new Map<FactPath, Json[]>();
  for (const { when } of rules) if (when === null || !collectValues(when, compared)) return null;
  const domains: (readonly [FactPath, readonly Json[]])[] = [];
  let count = 1;
  for (const [fact, literals] of compared) {
    const resolved = resolveFact(modelScope(model), fact);
    const values = resolved.ok ? typicalValues(resolved.fact.field, literals) : null;
    if (values === null) return null;
    count *= values.length;
    if (count > most) return null;
    domains.push([fact, values]);
  }
  return domains.reduce<readonly Case[]>(
    (cases, [fact, values]) => cases.flatMap((one) => values.map((value) => new Map([...one, [fact, value]]))),
    [new Map()],
  );
}

const understood: ReadonlySet<string> = new Set([
  'equals', 'is_not', 'in', 'not_in', 'known', 'lt', 'lte', 'gt', 'gte', 'before', 'after',
]); // prettier-ignore

/** Adds what each fact is compared with; false where a condition asks something that cases do not show. */
function collectValues(condition: Condition, into: Map<FactPath, Json[]>): boolean {
  if (condition.kind === 'all' || condition.kind === 'any')
    return condition.of.every((part) => collectValues(part, into));
  if (condition.kind === 'not') return collectValues(condition.of, into);
  if (condition.kind !== 'compare') return false;
  const { fact, operator, operand } = condition;
  if (!understood.has(operator) || !('value' in operand)) return false;
  const values = into.get(fact) ?? [];
  into.set(fact, values);
  if (operator !== 'known')
    values.push(...(Array.isArray(operand.value) ? (operand.value as Json[]) : [operand.value]));
  return true;
}

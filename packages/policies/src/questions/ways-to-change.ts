import type { Operator } from '../conditions/condition.ts';
import type { Explanation } from '../conditions/explanation.ts';
import type { Json } from '../json.ts';
import { isChangeable } from './change.ts';
import type { Change } from './change.ts';
import { satisfyingValues } from './satisfying-values.ts';

/** How many ways are kept of each part of a condition; the shortest first. */
const MAX_WAYS = 6;

/** Several changes that belong together. */
export type Way = readonly Change[];

/** Ways in which an explained condition might become true, or false. Guesses: each is to be tried. */
export function waysToChange(
  explained: Explanation,
  wanted: 'holds' | 'fails',
  now: number | undefined,
): readonly Way[] {
  if (explained.truth === wanted) return [[]];
  switch (explained.kind) {
    case 'not':
      return explained.of.flatMap((part) => waysToChange(part, wanted === 'holds' ? 'fails' : 'holds', now));
    case 'all':
    case 'any': {
      const parts = explained.of.map((part) => waysToChange(part, wanted, now));
      const needsEach = (explained.kind === 'all') === (wanted === 'holds');
      return shortest(needsEach ? parts.reduce(together, [[]]) : parts.flat());
    }
    case 'compare':
      return waysToCompare(explained, wanted, now);
    default:
      return [];
  }
}

function together(ways: readonly Way[], more: readonly Way[]): readonly Way[] {
  return shortest(ways.flatMap((way) => more.map((other) => [...way, ...other])));
}

function shortest(ways: readonly Way[]): readonly Way[] {
  return [...ways].sort((one, other) => one.length - other.length).slice(0, MAX_WAYS);
}

type ExplainedComparison = Extract<Explanation, { kind: 'compare' }>;

/** Either side may change: the fact, or the fact it is compared with. */
function waysToCompare(
  explained: ExplainedComparison,
  wanted: 'holds' | 'fails',
  now: number | undefined,
): readonly Way[] {
  const { fact, operator, seen, operand, operandFact, reference } = explained;
  const must = { operator, operand, be: wanted };
  const to = (of: string, value: Json): Way => [{ kind: 'fact', fact: of, value, must, reference }];
  const comparing = { seen: seen ?? undefined, other: operand, now };
  const ways = isChangeable(fact) ? satisfyingValues(operator, wanted, comparing).map((value) => to(fact, value)) : [];
  if (operandFact === undefined || seen === null || !isChangeable(operandFact)) return ways;
  return [...ways, ...turnedRound(operator, wanted, seen, operand).map((value) => to(operandFact, value))];
}

/** What the fact compared with would have to be: the same, or a list with the value in it. */
function turnedRound(operator: Operator, wanted: 'holds' | 'fails', seen: Json, operand: Json): readonly Json[] {
  if (operator === (wanted === 'holds' ? 'equals' : 'is_not')) return [seen];
  if (operator !== (wanted === 'holds' ? 'in' : 'not_in')) return [];
  return [[...(Array.isArray(operand) ? (operand as readonly Json[]) : []), seen]];
}

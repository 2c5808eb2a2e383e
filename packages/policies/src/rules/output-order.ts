import { sameValue } from '../conditions/same-value.ts';
import type { Json } from '../json.ts';
import { PolicyFault } from '../policy-fault.ts';
import type { Decision, Rule } from './decision.ts';

/**
 * Compares rules by what they set, best first: by the first name in `sets`, then the next. A value's rank is its place in
 * `decision.order`; one that is not listed comes last. Rules of equal rank keep their declared order (sorting is stable).
 */
export function compareByOutput(decision: Decision): (one: Rule, other: Rule) => number {
  const { order } = decision;
  const names = decision.sets.filter((name) => order !== undefined && Object.hasOwn(order, name));
  if (names.length === 0) {
    throw new PolicyFault(
      'malformed',
      `decision ${decision.id} (${decision.hit}) does not say in which order its values rank`,
    );
  }
  const rankIn = (rule: Rule, name: string): number => rank(order?.[name] ?? [], valueOf(rule, name));
  return (one, other) => {
    for (const name of names) {
      const difference = rankIn(one, name) - rankIn(other, name);
      if (difference !== 0) return difference;
    }
    return 0;
  };
}

function valueOf({ then }: Rule, name: string): Json {
  return (Object.hasOwn(then, name) ? then[name] : undefined) ?? null;
}

function rank(allowed: readonly Json[], value: Json): number {
  const index = allowed.findIndex((candidate) => sameValue(candidate, value));
  return index === -1 ? allowed.length : index;
}

import type { Json, JsonObject } from '@deskbook/policies';
import type { Facts, Truth } from '@deskbook/policies/conditions';
import type { Decision, DecisionResult, FiredRule, Rule } from '@deskbook/policies/rules';
import { sameJson } from './compare-values.ts';
import { evaluate, missing } from './evaluate.ts';

/** A rule with its truth. `otherwise` holds where no rule before it holds or is undecided. */
export interface Judged {
  readonly rule: Rule;
  readonly truth: Truth;
  readonly missing: readonly string[];
}

/** Every rule of a list with its truth, in declared order. */
export function judge(rules: readonly Rule[], facts: Facts): readonly Judged[] {
  const judged: Judged[] = [];
  for (const rule of rules) {
    if (rule.when === null) {
      const open = judged.some(({ truth }) => truth !== 'fails');
      judged.push({ rule, truth: open ? 'fails' : 'holds', missing: [] });
    } else {
      judged.push({ rule, truth: evaluate(rule.when, facts), missing: missing(rule.when, facts) });
    }
  }
  return judged;
}

/**
 * A decision by its hit policy, as slowly and plainly as it can be said: every rule, every time. What is undecided counts where its
 * rule, if it held, could change what is set.
 */
export function decide(decision: Decision, facts: Facts): DecisionResult {
  const judged = judge(decision.rules, facts);
  const matched = judged.filter(({ truth }) => truth === 'holds').map(({ rule }) => rule);
  const open = judged.filter(({ truth }) => truth === 'undecided');
  const best = firstBest(decision, matched);
  const differs = (rule: Rule, from: Rule | undefined): boolean =>
    from === undefined || !sameJson(rule.then, from.then);

  switch (decision.hit) {
    case 'first': {
      const decisive = judged.find(({ truth }) => truth !== 'fails');
      if (decisive?.truth === 'undecided') return lacks([decisive]);
      return single(decisive?.rule);
    }
    case 'unique':
      if (matched.length > 1) return { outcome: 'conflict', rules: matched.map(fired) };
      return open.length > 0 ? lacks(open) : single(matched[0]);
    case 'any': {
      if (matched.some((rule) => differs(rule, matched[0]))) return { outcome: 'conflict', rules: matched.map(fired) };
      const other = open.filter(({ rule }) => differs(rule, matched[0]));
      return other.length > 0 ? lacks(other) : single(matched[0], matched);
    }
    case 'priority': {
      const better = open.filter(({ rule }) => {
        if (best === undefined) return true;
        return firstBest(decision, decision.rules.filter((each) => each === rule || each === best)) === rule && differs(rule, best); // prettier-ignore
      });
      return better.length > 0 ? lacks(better) : single(best);
    }
    default:
      if (open.length > 0) return lacks(open);
      if (matched.length === 0 && decision.hit !== 'collect_count') return { outcome: 'no_rule' };
      return several(decision, decision.hit === 'output_order' ? ordered(decision, matched) : matched);
  }
}

/** The rules from best to worst, each time the best of those left. */
function ordered(decision: Decision, rules: readonly Rule[]): readonly Rule[] {
  const best = firstBest(decision, rules);
  return best === undefined
    ? []
    : [
        best,
        ...ordered(
          decision,
          rules.filter((rule) => rule !== best),
        ),
      ];
}

/** The first of the rules that no other ranks before. */
function firstBest(decision: Decision, rules: readonly Rule[]): Rule | undefined {
  return rules.find((rule) => !rules.some((other) => ranksBefore(decision, other, rule)));
}

function ranksBefore(decision: Decision, one: Rule, other: Rule): boolean {
  const names = new Map(Object.entries(decision.order ?? {}));
  for (const name of decision.sets) {
    const values = names.get(name);
    if (values === undefined) continue;
    const [rank, otherRank] = [one, other].map(({ then }) => {
      const value = new Map(Object.entries(then)).get(name) ?? null;
      const place = values.findIndex((each) => sameJson(each, value));
      return place === -1 ? values.length : place;
    }) as [number, number];
    if (rank !== otherRank) return rank < otherRank;
  }
  return false;
}

function several({ hit, sets }: Decision, rules: readonly Rule[]): DecisionResult {
  const values = new Map<string, Json>();
  for (const name of sets) {
    const list = rules.flatMap(({ then }) => Object.entries(then).filter(([key]) => key === name).map(([, value]) => value)); // prettier-ignore
    const value = aggregate(hit, list);
    if (value !== undefined) values.set(name, value);
  }
  return {
    outcome: 'decided',
    values: Object.fromEntries(values),
    rules: rules.map(fired),
    rows: rules.map(({ then }) => then),
  };
}

/** What a list of values comes to; the least or greatest of none is none. */
function aggregate(hit: Decision['hit'], list: readonly Json[]): Json | undefined {
  const numbers = list as readonly number[];
  if (hit === 'collect_count') return list.length;
  if (hit === 'collect_sum') return numbers.reduce((sum, number) => sum + number, 0);
  if (hit === 'collect_min') return list.length === 0 ? undefined : Math.min(...numbers);
  if (hit === 'collect_max') return list.length === 0 ? undefined : Math.max(...numbers);
  return list;
}

function lacks(open: readonly Judged[]): DecisionResult {
  const names = new Set(open.flatMap((each) => each.missing));
  return { outcome: 'missing', missing: [...names].sort(), rules: open.map(({ rule }) => fired(rule)) };
}

function single(rule: Rule | undefined, agreeing: readonly Rule[] = rule === undefined ? [] : [rule]): DecisionResult {
  if (rule === undefined) return { outcome: 'no_rule' };
  const values: JsonObject = rule.then;
  return { outcome: 'decided', values, rules: agreeing.map(fired), rows: [values] };
}

/** A rule as results name it. */
export function fired(rule: Rule): FiredRule {
  const { id, reference, cites } = rule;
  return rule.say === undefined ? { id, reference, cites } : { id, say: rule.say, reference, cites };
}

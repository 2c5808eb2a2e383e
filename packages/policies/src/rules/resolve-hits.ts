import { sameValue } from '../conditions/same-value.ts';
import type { Json, JsonObject } from '../json.ts';
import { PolicyFault } from '../policy-fault.ts';
import { aggregate } from './aggregate.ts';
import { firedRule } from './collect-hits.ts';
import type { Hits } from './collect-hits.ts';
import type { Decision, DecisionResult, HitPolicy, Rule } from './decision.ts';
import { compareByOutput } from './output-order.ts';

/** Turns what matched into a result, by every hit policy but `first`. */
export function resolveHits(decision: Decision, hit: Exclude<HitPolicy, 'first'>, hits: Hits): DecisionResult {
  switch (hit) {
    case 'unique':
      return hits.matched.length > 1 ? conflict(hits.matched) : (missing(hits) ?? single(hits.matched));
    case 'any':
      return resolveAny(hits);
    case 'priority':
      return resolvePriority(decision, hits);
    case 'rule_order':
    case 'collect':
      return missing(hits) ?? several(decision, hits.matched);
    case 'output_order':
      return missing(hits) ?? several(decision, hits.matched.toSorted(compareByOutput(decision)));
    case 'collect_sum':
    case 'collect_min':
    case 'collect_max':
    case 'collect_count':
      return missing(hits) ?? aggregated(decision, hit, hits.matched);
    default:
      throw new PolicyFault('malformed', `decision ${decision.id} has an unknown hit policy`);
  }
}

/** Rules that agree are one answer; an undecided rule that would say the same changes nothing. */
function resolveAny({ matched, undecided }: Hits): DecisionResult {
  const [first] = matched;
  if (first !== undefined && matched.some((rule) => !sameValue(rule.then, first.then))) return conflict(matched);
  const others = undecided.filter(({ rule }) => first === undefined || !sameValue(rule.then, first.then));
  return missing({ matched, undecided: others }) ?? single(matched);
}

/**
 * The best output wins, and of equals the first. An undecided rule only matters where it would win and say something else: rules of one
 * rank need not agree, and one that denies must not be passed over because a fact is absent.
 */
function resolvePriority(decision: Decision, { matched, undecided }: Hits): DecisionResult {
  const compare = compareByOutput(decision);
  const [best] = matched.toSorted(compare);
  const better = undecided.filter(
    ({ rule }) => best === undefined || wouldWin(decision, compare(rule, best), rule, best),
  );
  return missing({ matched, undecided: better }) ?? single(best === undefined ? [] : [best]);
}

function wouldWin({ rules }: Decision, comparison: number, rule: Rule, best: Rule): boolean {
  if (comparison !== 0 || sameValue(rule.then, best.then)) return comparison < 0;
  return rules.indexOf(rule) < rules.indexOf(best);
}

function missing({ undecided }: Hits): DecisionResult | undefined {
  if (undecided.length === 0) return undefined;
  const facts = new Set(undecided.flatMap((each) => each.missing));
  return { outcome: 'missing', missing: [...facts].sort(), rules: undecided.map(({ rule }) => firedRule(rule)) };
}

function conflict(matched: readonly Rule[]): DecisionResult {
  return { outcome: 'conflict', rules: matched.map(firedRule) };
}

function single(matched: readonly Rule[]): DecisionResult {
  const [rule] = matched;
  if (rule === undefined) return { outcome: 'no_rule' };
  return { outcome: 'decided', values: rule.then, rules: matched.map(firedRule), rows: [rule.then] };
}

/** All rows; `values` has for each name the list of what the rows set. */
function several(decision: Decision, matched: readonly Rule[]): DecisionResult {
  if (matched.length === 0) return { outcome: 'no_rule' };
  return decided(matched, namedLists(decision, matched));
}

/** One number for each name; the least or greatest of nothing is left out. */
function aggregated(
  decision: Decision,
  hit: 'collect_sum' | 'collect_min' | 'collect_max' | 'collect_count',
  matched: readonly Rule[],
): DecisionResult {
  if (matched.length === 0 && hit !== 'collect_count') return { outcome: 'no_rule' };
  const ofNothing = hit === 'collect_min' || hit === 'collect_max';
  const lists = Object.entries(namedLists(decision, matched)).filter(([, list]) => list.length > 0 || !ofNothing);
  return decided(matched, Object.fromEntries(lists.map(([name, list]) => [name, aggregate(decision.id, hit, list)])));
}

function namedLists(decision: Decision, matched: readonly Rule[]): { [name: string]: readonly Json[] } {
  return Object.fromEntries(decision.sets.map((name) => [name, valuesOf(matched, name)]));
}

function valuesOf(matched: readonly Rule[], name: string): readonly Json[] {
  return matched.flatMap(({ then }) => (Object.hasOwn(then, name) ? [then[name] ?? null] : []));
}

function decided(matched: readonly Rule[], values: JsonObject): DecisionResult {
  return { outcome: 'decided', values, rules: matched.map(firedRule), rows: matched.map((rule) => rule.then) };
}

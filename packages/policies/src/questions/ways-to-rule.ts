import { evaluate } from '../conditions/evaluate.ts';
import { explain } from '../conditions/explain.ts';
import type { Condition } from '../conditions/condition.ts';
import type { Facts } from '../conditions/facts.ts';
import { decide } from '../rules/decide.ts';
import type { Decision, Rule } from '../rules/decision.ts';
import { doesWhatItMust, nowOf, realChanges } from './deciding-scene.ts';
import type { DecidingScene, FactChange } from './deciding-scene.ts';
import { waysToChange } from './ways-to-change.ts';

/** Changes of facts that belong together. */
export type FactWay = readonly FactChange[];

/** How many ways are kept of each step. */
const MAX_WAYS = 12;
/** How far a fact that a decision sets is followed back: through decisions that set what others read. */
const MAX_DEPTH = 3;

/**
 * The next step towards a rule being the one that decides: that it holds, or, where it does, that the first rule that stands in its way
 * does not. Guesses: each is to be tried, and the step after it to be asked for again.
 */
export function waysToRule(
  scene: DecidingScene,
  decision: Decision,
  rule: Rule,
  facts: Facts,
  depth = 0,
): readonly FactWay[] {
  if (rule.when !== null && evaluate(rule.when, facts).truth !== 'holds')
    return waysTo(scene, rule.when, 'holds', facts, depth);
  const obstacle = obstacleTo(decision, rule, facts);
  return obstacle === null ? [] : waysTo(scene, obstacle, 'fails', facts, depth);
}

/** The condition of the first other rule because of which the decision does not say what this rule says. */
function obstacleTo(decision: Decision, rule: Rule, facts: Facts): Condition | null {
  const result = decide(decision, facts);
  if (result.outcome === 'no_rule') return null;
  const others = new Set(result.rules.map(({ id }) => id));
  return decision.rules.find(({ id, when }) => id !== rule.id && when !== null && others.has(id))?.when ?? null;
}

/** Ways in which a condition would become true, or false, in values that its facts can have. */
export function waysTo(
  scene: DecidingScene,
  condition: Condition,
  wanted: 'holds' | 'fails',
  facts: Facts,
  depth = 0,
): readonly FactWay[] {
  return waysToChange(explain(condition, facts), wanted, nowOf(facts))
    .flatMap((way) => {
      const changes = way.flatMap((change) => (change.kind === 'fact' ? [change] : []));
      return everyChoice(changes.map((change) => choicesOf(scene, change, facts, depth)));
    })
    .slice(0, MAX_WAYS);
}

/** What would bring one change about: the change itself, or, of a fact that a decision sets, what makes it set that. */
function choicesOf(scene: DecidingScene, change: FactChange, facts: Facts, depth: number): readonly FactWay[] {
  const setter = scene.decisions.find(({ sets }) => sets.includes(change.fact));
  if (setter === undefined) return realChanges(scene, change).map((each) => [each]);
  if (depth >= MAX_DEPTH) return [];
  return setter.rules
    .filter(({ then }) => Object.hasOwn(then, change.fact) && doesWhatItMust(change, then[change.fact] ?? null, facts))
    .flatMap((rule) => waysToRule(scene, setter, rule, facts, depth + 1));
}

/** One of each. */
function everyChoice(choices: readonly (readonly FactWay[])[]): readonly FactWay[] {
  return choices.reduce<readonly FactWay[]>(
    (ways, more) => ways.flatMap((way) => more.map((other) => [...way, ...other])).slice(0, MAX_WAYS),
    [[]],
  );
}

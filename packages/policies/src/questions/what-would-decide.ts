import { evaluate } from '../conditions/evaluate.ts';
import type { Facts } from '../conditions/facts.ts';
import { sameValue } from '../conditions/same-value.ts';
import type { Classification, ClassificationResult } from '../rules/classification.ts';
import { classify } from '../rules/classify.ts';
import type { Decision } from '../rules/decision.ts';
import { afterChanges } from './deciding-scene.ts';
import type { DecidingScene, FactChange } from './deciding-scene.ts';
import { waysTo, waysToRule } from './ways-to-rule.ts';
import type { FactWay } from './ways-to-rule.ts';

/** Changes of facts that together lead to the wanted result, and the classification that came out when they were tried. */
export interface WayToDecide {
  readonly changes: readonly FactChange[];
  readonly classification: Classification;
}

/**
 * What would lead to the wanted result. `ways`: the smallest sets of changes found, each tried, the smallest first. Not every way is
 * looked for, so that no ways does not mean there are none.
 */
export interface WhatWouldDecide {
  readonly already: boolean;
  readonly ways: readonly WayToDecide[];
}

/** How many ways are tried for one question. */
const MAX_TRIED = 200;
const MAX_WAYS = 5;
/** How many facts one way changes at most. */
const MAX_CHANGES = 5;

/**
 * Looks for the smallest changes of facts with which a request would be classified as wanted. Each is classified again before it is
 * returned, and holds nothing that it could do without. A decision that is about the request stays about it: what is only classified
 * otherwise because it is another request is no answer.
 *
 * @throws PolicyFault where a decision is malformed.
 *
 * @example
 * whatWouldDecide({ decisions, facts }, 'ALLOWED').ways[0]?.changes; // [{ fact: 'requester.mfa', value: true, … }]
 */
export function whatWouldDecide(scene: DecidingScene, wanted: ClassificationResult): WhatWouldDecide {
  const start = afterChanges(scene, []);
  if (classify(scene.decisions, start).decision === wanted) return { already: true, ways: [] };
  const about = scene.decisions.filter((decision) => classifies(decision) && applies(decision, start) === 'holds');
  const gives = (way: FactWay): boolean => {
    const facts = afterChanges(scene, way);
    return (
      about.every((decision) => applies(decision, facts) === 'holds') &&
      classify(scene.decisions, facts).decision === wanted
    );
  };
  const ways = search(gives, (way) => nextSteps(scene, wanted, afterChanges(scene, way)));
  return {
    already: false,
    ways: ways.map((changes) => ({ changes, classification: classify(scene.decisions, afterChanges(scene, changes)) })),
  };
}

/** Tries ways, the shortest first, and goes on from each that does not do yet. */
function search(does: (way: FactWay) => boolean, goOn: (way: FactWay) => readonly FactWay[]): readonly FactWay[] {
  const smallest = (way: FactWay): FactWay => {
    const less = way.map((_, index) => way.toSpliced(index, 1)).find(does);
    return less === undefined ? way : smallest(less);
  };
  const found = new Map<string, FactWay>();
  const seen = new Set<string>();
  const open: FactWay[] = [[]];
  for (let tried = 0; tried < MAX_TRIED && found.size < MAX_WAYS; tried += 1) {
    const way = open.shift();
    if (way === undefined) break;
    if (way.length > 0 && does(way)) {
      const least = smallest(way);
      if (!found.has(askedBy(least))) found.set(askedBy(least), least);
      continue;
    }
    for (const more of goOn(way)) {
      const next = together(way, more);
      if (next === null || next.length > MAX_CHANGES || seen.has(keyOf(next))) continue;
      seen.add(keyOf(next));
      open.push(next);
    }
    open.sort((one, other) => one.length - other.length);
  }
  return [...found.values()].sort((one, other) => one.length - other.length);
}

const classifies = ({ sets }: Decision): boolean => sets.includes('decision');

function applies({ applies: condition }: Decision, facts: Facts): 'holds' | 'fails' | 'undecided' {
  return condition === undefined ? 'holds' : evaluate(condition, facts).truth;
}

/** What could be changed next: for each decision that says something else, a step towards each rule that says what is wanted. */
function nextSteps(scene: DecidingScene, wanted: ClassificationResult, facts: Facts): readonly FactWay[] {
  return scene.decisions.filter(classifies).flatMap((decision) => {
    const about = applies(decision, facts);
    if (about === 'fails') return [];
    if (about === 'undecided' && decision.applies !== undefined) {
      const { applies: condition } = decision;
      return [...waysTo(scene, condition, 'holds', facts), ...waysTo(scene, condition, 'fails', facts)];
    }
    if (classify([decision], facts).decision === wanted) return [];
    return decision.rules
      .filter(({ then }) => Object.hasOwn(then, 'decision') && then['decision'] === wanted)
      .flatMap((rule) => waysToRule(scene, decision, rule, facts));
  });
}

/** Ways are the same whatever the order of their changes. */
function keyOf(way: FactWay): string {
  return JSON.stringify(way.map(({ fact, value }) => `${fact} ${JSON.stringify(value)}`).toSorted());
}

/** What a way asks for, whichever values it does that with: with another example it is the same advice. */
function askedBy(way: FactWay): string {
  return JSON.stringify(way.map(({ fact, must }) => `${fact} ${JSON.stringify(must)}`).toSorted());
}

/** Two ways as one, each change once; null where they want one fact to be two things. */
function together(way: FactWay, more: FactWay): FactWay | null {
  const all = new Map(way.map((change) => [change.fact, change]));
  for (const change of more) {
    const other = all.get(change.fact);
    if (other !== undefined && !sameValue(other.value, change.value)) return null;
    if (other === undefined) all.set(change.fact, change);
  }
  return [...all.values()];
}

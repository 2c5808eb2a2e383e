import type { Engine } from 'json-rules-engine';
import { ageWindow } from '../conditions/age-window.ts';
import type { Seen } from '../conditions/comparators.ts';
import type { Operand } from '../conditions/condition.ts';
import type { Facts } from '../conditions/facts.ts';
import { allOf, anyOf } from '../conditions/kleene.ts';
import { operatorPairs } from '../conditions/operator-objects.ts';
import { readFact } from '../conditions/read-fact.ts';
import { recordsOf } from '../conditions/records-of.ts';
import { ruleLibrary } from '../conditions/rule-library.ts';
import type { Truth } from '../conditions/truth.ts';
import type { Json, JsonObject } from '../json.ts';
import { PolicyFault } from '../policy-fault.ts';
import { ENGINE_FACTS } from './engine-conditions.ts';
import type { EngineConditions } from './engine-conditions.ts';

/** A rule for one run of the library, under a name that is unique in it. */
export interface EngineRule {
  readonly name: string;
  readonly conditions: EngineConditions['holds'];
}

/**
 * Runs rules through the library and gives the names of those that fired. The engine is made for this run alone: one that is shared
 * by runs that overlap loses rules. Paths are resolved by us, because the library's own resolver evaluates code.
 */
export async function runEngine(
  rules: readonly EngineRule[],
  facts: Facts,
  record: JsonObject,
): Promise<ReadonlySet<string>> {
  const engine = makeEngine(facts, record);
  for (const { name, conditions } of rules) engine.addRule({ name, conditions, event: { type: 'fired' } });
  const { results } = await engine.run();
  return new Set(results.map(({ name }) => name));
}

/** The truth of one condition, by the library. */
export async function engineTruth(conditions: EngineConditions, facts: Facts, record: JsonObject): Promise<Truth> {
  const rules = (['holds', 'fails'] as const).map((name) => ({ name, conditions: conditions[name] }));
  const fired = await runEngine(rules, facts, record);
  if (fired.size > 1) throw new PolicyFault('disagreement', 'a condition both holds and fails');
  if (fired.has('holds')) return 'holds';
  return fired.has('fails') ? 'fails' : 'undecided';
}

function makeEngine(facts: Facts, record: JsonObject): Engine {
  const engine = new (ruleLibrary().Engine)([], {
    allowUndefinedFacts: true,
    pathResolver: (value, path) => readFact(value as JsonObject, path),
  });
  for (const { holds, fails } of operatorPairs().values()) {
    engine.addOperator(holds);
    engine.addOperator(fails);
  }
  engine.addFact(ENGINE_FACTS.record, record);
  engine.addFact(ENGINE_FACTS.facts, facts);
  // Computed for each use: the library's cache would hash the parameters, and hashes can collide.
  const uncached = { cache: false };
  engine.addFact(ENGINE_FACTS.literal, (params) => (params['value'] as () => Json)(), uncached);
  engine.addFact(ENGINE_FACTS.window, (params) => windowOf(params as WindowParams, facts), uncached);
  engine.addFact(ENGINE_FACTS.quantified, (params) => quantified(params as QuantifiedParams, facts, record), uncached);
  return engine;
}

interface WindowParams {
  readonly operand: Operand;
}

function windowOf({ operand }: WindowParams, facts: Facts): Seen {
  return ageWindow(facts, 'value' in operand ? operand.value : readFact(facts, operand.fact));
}

interface QuantifiedParams {
  readonly kind: 'some' | 'every';
  readonly list: string;
  readonly body: EngineConditions;
}

/** Decides the body for one record after another, each by an engine of its own. */
async function quantified({ kind, list, body }: QuantifiedParams, facts: Facts, record: JsonObject): Promise<Truth> {
  const items = recordsOf(readFact(record, list));
  if (items === undefined) return 'undecided';
  const truths: Truth[] = [];
  for (const item of items) truths.push(await engineTruth(body, facts, item));
  return (kind === 'some' ? anyOf : allOf)(truths, (truth) => truth);
}

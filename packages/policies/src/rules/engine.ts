import type { Engine } from 'json-rules-engine';
import { ageWindow } from '../conditions/age-window.ts';
import type { Seen } from '../conditions/seen.ts';
import type { Operand } from '../conditions/condition.ts';
import type { Facts } from '../conditions/facts.ts';
import { allOf, anyOf } from '../conditions/kleene.ts';
import { engineOperators } from '../conditions/operator-objects.ts';
import { readFact } from '../conditions/read-fact.ts';
import { recordsOf } from '../conditions/records-of.ts';
import { ruleLibrary } from '../conditions/rule-library.ts';
import type { Truth } from '../conditions/truth.ts';
import type { Json, JsonObject } from '../json.ts';
import { PolicyFault } from '../policy-fault.ts';
import { ENGINE_FACTS } from './engine-conditions.ts';
import { engineNeeds } from './engine-needs.ts';
import type { EngineConditions } from './engine-conditions.ts';

/** A rule for one run of the library, under a name that is unique in it. */
export interface EngineRule {
  readonly name: string;
  readonly conditions: EngineConditions['holds'];
}

/**
 * Runs rules through the library and gives the names of those that fired. The engine is made for this run alone: one that is shared
 * by runs that overlap loses rules.
 */
export async function runEngine(
  rules: readonly EngineRule[],
  facts: Facts,
  record: JsonObject,
): Promise<ReadonlySet<string>> {
  const engine = makeEngine(rules, facts, record);
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

/** The library's own resolver evaluates code. No condition of ours has a path. */
function noPath(): never {
  throw new PolicyFault('malformed', 'a compiled condition has a path');
}

/** An engine that knows the operators and the facts that its rules name, and no others: knowing them all costs more than most rules. */
function makeEngine(rules: readonly EngineRule[], facts: Facts, record: JsonObject): Engine {
  const engine = new (ruleLibrary().Engine)([], {
    allowUndefinedFacts: true,
    pathResolver: noPath,
  });
  const operators = engineOperators();
  const added = new Set<string>();
  for (const { conditions } of rules) {
    const needs = engineNeeds(conditions);
    for (const name of needs.operators) {
      const operator = added.has(name) ? undefined : operators.get(name);
      if (operator !== undefined) engine.addOperator(operator);
      added.add(name);
    }
    for (const name of needs.facts) {
      if (!added.has(`fact ${name}`)) addFact(engine, name, facts, record);
      added.add(`fact ${name}`);
    }
  }
  return engine;
}

/** Makes known what rules call by a name of {@link ENGINE_FACTS}. Nothing is cached: the library would hash for it, and hashes can collide. */
function addFact(engine: Engine, name: string, facts: Facts, record: JsonObject): void {
  const { literal, window, quantified: each } = ENGINE_FACTS;
  if (name === literal) engine.addFact(name, (params) => (params['value'] as () => Json)(), uncached);
  else if (name === window) engine.addFact(name, (params) => windowOf(params as WindowParams, facts), uncached);
  else if (name === each)
    engine.addFact(name, (params) => quantified(params as QuantifiedParams, facts, record), uncached);
  else if (name.startsWith(ENGINE_FACTS.record)) {
    engine.addFact(name, readFact(record, name.slice(ENGINE_FACTS.record.length)), uncached);
  } else engine.addFact(name, readFact(facts, name.slice(ENGINE_FACTS.facts.length)), uncached);
}

const uncached = { cache: false };

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

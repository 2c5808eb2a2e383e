import { Engine } from 'json-rules-engine';
import type { Json } from '@deskbook/policies';
import { operators } from '@deskbook/policies/conditions';
import type { Comparison, Condition, Facts, Operator, Truth } from '@deskbook/policies/conditions';
import { toEngineConditions } from '@deskbook/policies/rules';
import type { EngineConditions } from '@deskbook/policies/rules';
import { compareValues } from './compare-values.ts';
import { all, any, itemsOf, read } from './evaluate.ts';

/**
 * json-rules-engine as its manual says: one engine, every compiled rule in it, one run. Its operators are the reference's, so that
 * nothing but the compiled rules is ours.
 */
export async function plainEngine(conditions: readonly Condition[], facts: Facts): Promise<readonly Truth[]> {
  return truths(conditions.map(toEngineConditions), facts, facts);
}

async function truths(compiled: readonly EngineConditions[], facts: Facts, record: Json): Promise<readonly Truth[]> {
  const engine = new Engine([], {
    allowUndefinedFacts: true,
  });
  for (const name of Object.keys(operators) as Operator[]) addOperator(engine, name);
  for (const name of namesIn(compiled)) {
    const [, root, path = ''] = /^(record|facts) (.*)$/s.exec(name) ?? [];
    if (root !== undefined) engine.addFact(name, read(root === 'record' ? record : facts, path) ?? null);
  }
  const uncached = { cache: false };
  engine.addFact('literal', (params) => (params['value'] as () => Json)(), uncached);
  engine.addFact('window', ({ operand }) => [lengthOf(operand as Operand, facts), read(facts, 'now')], uncached);
  engine.addFact('quantified', (params) => quantified(params as Quantified, facts, record), uncached);
  for (const [index, { holds, fails }] of compiled.entries()) {
    engine.addRule({ name: `${index} holds`, conditions: holds, event: { type: 'fired' } });
    engine.addRule({ name: `${index} fails`, conditions: fails, event: { type: 'fired' } });
  }
  const { results } = await engine.run();
  const fired = new Set(results.map(({ name }) => name));
  return compiled.map((_, index) => truthOf(fired.has(`${index} holds`), fired.has(`${index} fails`)));
}

/** Every fact that compiled conditions name, however deep. */
function namesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'fact' in value && typeof value.fact === 'string' ? [value.fact] : [];
  return [...new Set([...own, ...Object.values(value).flatMap(namesIn)])];
}

function addOperator(engine: Engine, name: Operator): void {
  const side = (truth: Truth) => (left: Json, right: Json) => {
    const [length, now] = name === 'within' || name === 'older_than' ? (right as readonly Json[]) : [right];
    return compareValues(name, left ?? undefined, length ?? undefined, now) === truth;
  };
  engine.addOperator(name, side('holds'));
  engine.addOperator(`${name}_fails`, side('fails'));
}

type Operand = Comparison['operand'];

function lengthOf(operand: Operand, facts: Facts): Json | undefined {
  return 'value' in operand ? operand.value : read(facts, operand.fact);
}

interface Quantified {
  readonly kind: 'some' | 'every';
  readonly list: string;
  readonly body: EngineConditions;
}

async function quantified({ kind, list, body }: Quantified, facts: Facts, record: Json): Promise<Truth> {
  const items = itemsOf(record, list);
  if (items === undefined) return 'undecided';
  const found: Truth[] = [];
  for (const item of items) {
    // A path into what is no record gives the thing itself; an element that is none is a record without fields.
    const record = typeof item === 'object' && item !== null && !Array.isArray(item) ? item : {};
    found.push(...(await truths([body], facts, record)));
  }
  return kind === 'some' ? any(found) : all(found);
}

function truthOf(holds: boolean, fails: boolean): Truth {
  if (holds && fails) throw new Error('a condition both holds and fails');
  if (holds) return 'holds';
  return fails ? 'fails' : 'undecided';
}

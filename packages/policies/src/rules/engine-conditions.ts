import type { TopLevelCondition } from 'json-rules-engine';
import { compileCondition } from '../conditions/compile-condition.ts';
import type { Comparison, Condition, Operand, Quantification } from '../conditions/condition.ts';
import { isRecord } from '../conditions/read-fact.ts';
import { takesNow } from '../conditions/takes-now.ts';
import { failingName } from '../conditions/operator-objects.ts';
import type { Json } from '../json.ts';

/** A condition as two of the rule library's: one is true where it surely holds, one where it surely fails; neither is undecided. */
export interface EngineConditions {
  readonly holds: TopLevelCondition;
  readonly fails: TopLevelCondition;
}

/**
 * What the library knows by name while it decides. A comparison's fact is `record` and its path, an operand that names a fact is `facts` and
 * its path: read beforehand, by us, each once. The others are worked out where they are used.
 */
export const ENGINE_FACTS = {
  record: 'record ',
  facts: 'facts ',
  literal: 'literal',
  window: 'window',
  quantified: 'quantified',
};

type Side = 'holds' | 'fails';
type Part = TopLevelCondition | Extract<TopLevelCondition, { readonly all: unknown }>['all'][number];

const cache = new WeakMap<Condition, EngineConditions>();

/**
 * Compiles a condition into the subset of the library where it and the language agree: only `all` and `any` with at least one part,
 * only registered operators that need both sides present, never a negation over something undecided, and no literal that the
 * library could take for a reference to a fact.
 *
 * @throws PolicyFault where the condition is malformed or nests too deep.
 */
export function toEngineConditions(condition: Condition): EngineConditions {
  const known = cache.get(condition);
  if (known !== undefined) return known;
  compileCondition(condition);
  const made = { holds: topLevel(build(condition, 'holds')), fails: topLevel(build(condition, 'fails')) };
  cache.set(condition, made);
  return made;
}

function build(condition: Condition, side: Side): Part {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return combine(condition.kind, condition.of, side);
    case 'not':
      return build(condition.of, side === 'holds' ? 'fails' : 'holds');
    case 'compare':
      return compare(condition, side);
    case 'some':
    case 'every':
      return quantify(condition, side);
  }
}

/** `all` holds if all parts hold, and fails if any fails; `any` the other way round. The library's own empty `any` is true. */
function combine(kind: 'all' | 'any', of: readonly Condition[], side: Side): Part {
  const every = (kind === 'all') === (side === 'holds');
  const parts = of.map((part) => build(part, side));
  if (parts.length === 0) return every ? { all: [] } : { not: { all: [] } };
  return every ? { all: parts } : { any: parts };
}

function compare({ fact, operator, operand }: Comparison, side: Side): Part {
  return {
    fact: ENGINE_FACTS.record + fact,
    operator: side === 'holds' ? operator : failingName(operator),
    value: takesNow(operator) ? { fact: ENGINE_FACTS.window, params: { operand } } : rightSide(operand),
  };
}

/**
 * What a comparison is compared with. The library copies conditions for every rule it tries, and of a record leaves out each field whose name a
 * prototype has (`toString`, `constructor`); it never copies a function, so one keeps what has records in it.
 */
function rightSide(operand: Operand): unknown {
  if ('fact' in operand) return { fact: ENGINE_FACTS.facts + operand.fact };
  const { value } = operand;
  return isNested(value) ? { fact: ENGINE_FACTS.literal, params: { value: (): Json => value } } : value;
}

/** Whether a value is a record, or a list with records or lists in it. */
function isNested(value: Json): boolean {
  return Array.isArray(value) ? value.some((item) => typeof item === 'object') : isRecord(value);
}

function quantify({ kind, fact, of }: Quantification, side: Side): Part {
  return {
    fact: ENGINE_FACTS.quantified,
    params: { kind, list: fact, body: toEngineConditions(of) },
    operator: 'equals',
    value: side,
  };
}

function topLevel(part: Part): TopLevelCondition {
  return 'operator' in part ? { all: [part] } : part;
}

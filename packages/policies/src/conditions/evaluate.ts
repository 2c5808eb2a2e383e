import { compileCondition } from './compile-condition.ts';
import type { Condition } from './condition.ts';
import type { FactPath, Facts } from './facts.ts';
import type { Evaluation } from './truth.ts';

const HOLDS: Evaluation = Object.freeze({ truth: 'holds', missing: Object.freeze([]) });
const FAILS: Evaluation = Object.freeze({ truth: 'fails', missing: Object.freeze([]) });

/**
 * Decides a condition over facts, at once and without side effects, with the very operator objects the rule library uses.
 *
 * @throws PolicyFault where the condition itself is malformed; facts never make it throw.
 * @example
 * evaluate(urgent, { ticket: { priority: 'P1' } }); // { truth: 'holds', missing: [] }
 * evaluate(urgent, { ticket: {} }); // { truth: 'undecided', missing: ['ticket.priority'] }
 */
export function evaluate(condition: Condition, facts: Facts): Evaluation {
  const compiled = compileCondition(condition);
  const scope = { facts, record: facts, prefix: '' };
  const truth = compiled.truth(scope);
  if (truth !== 'undecided') return truth === 'holds' ? HOLDS : FAILS;
  const missing = new Set<FactPath>();
  compiled.missing(scope, missing);
  return { truth, missing: [...missing].sort() };
}

/**
 * Conditions: three-valued, over plain facts. Reading them (`factsOf`, `operators`, `compilePattern`) loads no rule engine; the
 * first `evaluate` does.
 *
 * @packageDocumentation
 */
export { compilePattern } from './compile-pattern.ts';
export type { Pattern, PatternResult } from './compile-pattern.ts';
export type * from './condition.ts';
export { describeComparison } from './describe-comparison.ts';
export { describeExplanation, truthSign } from './describe-explanation.ts';
export { describeOperator } from './describe-operator.ts';
export { describeValue } from './describe-value.ts';
export { evaluate } from './evaluate.ts';
export { explain } from './explain.ts';
export type * from './explanation.ts';
export { factsOf } from './facts-of.ts';
export type * from './facts.ts';
export { firstFailure } from './first-failure.ts';
export type { FirstFailure } from './first-failure.ts';
export { operators } from './operators.ts';
export type { FactKind, OperandKind, OperatorShape } from './operators.ts';
export { parseInstant } from './parse-instant.ts';
export { readFact } from './read-fact.ts';
export { sameValue } from './same-value.ts';
export { plainText } from './text-style.ts';
export type { TextStyle } from './text-style.ts';
export type * from './truth.ts';

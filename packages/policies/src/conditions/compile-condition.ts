import { PolicyFault } from '../policy-fault.ts';
import { compileComparison } from './compile-comparison.ts';
import { compileQuantification } from './compile-quantification.ts';
import { MAX_CONDITION_DEPTH } from './condition-depth.ts';
import type { CompiledCondition, Scope } from './compiled-condition.ts';
import type { Condition } from './condition.ts';
import type { Explanation } from './explanation.ts';
import { allOf, anyOf, negate } from './kleene.ts';
import type { Truth } from './truth.ts';

const cache = new WeakMap<Condition, CompiledCondition>();

/**
 * Prepares a condition for deciding. The result is kept as long as the condition lives.
 *
 * @throws PolicyFault `malformed` for an unknown kind, operator or path, `too_deep` beyond 64 levels.
 */
export function compileCondition(condition: Condition): CompiledCondition {
  let compiled = cache.get(condition);
  if (compiled === undefined) {
    compiled = compileAt(condition, 1);
    cache.set(condition, compiled);
  }
  return compiled;
}

function compileAt(condition: Condition, depth: number): CompiledCondition {
  if (depth > MAX_CONDITION_DEPTH) {
    throw new PolicyFault('too_deep', `a condition nests more than ${MAX_CONDITION_DEPTH} levels deep`);
  }
  switch (condition.kind) {
    case 'all':
    case 'any':
      return compileList(condition, depth);
    case 'not':
      return compileNot(condition, depth);
    case 'compare':
      return compileComparison(condition);
    case 'some':
    case 'every':
      return compileQuantification(condition, compileAt(condition.of, depth + 1));
    default:
      throw new PolicyFault('malformed', `not a condition: ${JSON.stringify(condition).slice(0, 200)}`);
  }
}

function compileList(condition: Condition & { readonly kind: 'all' | 'any' }, depth: number): CompiledCondition {
  const { kind, reference } = condition;
  const parts = condition.of.map((part) => compileAt(part, depth + 1));
  const combine = kind === 'all' ? allOf : anyOf;
  const truth = (scope: Scope): Truth => combine(parts, (part) => part.truth(scope));
  return {
    truth,
    missing: (scope, into) => {
      for (const part of parts) if (part.truth(scope) === 'undecided') part.missing(scope, into);
    },
    explain: (scope) => ({ kind, truth: truth(scope), of: explainAll(parts, scope), reference }),
  };
}

function explainAll(parts: readonly CompiledCondition[], scope: Scope): Explanation[] {
  return parts.map((part) => part.explain(scope));
}

function compileNot(condition: Condition & { readonly kind: 'not' }, depth: number): CompiledCondition {
  const { reference } = condition;
  const part = compileAt(condition.of, depth + 1);
  return {
    truth: (scope) => negate(part.truth(scope)),
    missing: (scope, into) => part.missing(scope, into),
    explain: (scope) => ({ kind: 'not', truth: negate(part.truth(scope)), of: [part.explain(scope)], reference }),
  };
}

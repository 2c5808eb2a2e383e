import type { CompiledCondition, Scope } from './compiled-condition.ts';
import type { Quantification } from './condition.ts';
import { allOf, anyOf } from './kleene.ts';
import { rememberingLists } from './list-keys.ts';
import { readSegments, splitPath } from './read-fact.ts';
import { recordsOf } from './records-of.ts';
import type { Truth } from './truth.ts';

/**
 * Prepares `some` and `every`: Kleene's `any` and `all` over the records of a list. A value that is not a list leaves it undecided.
 */
export function compileQuantification(quantification: Quantification, body: CompiledCondition): CompiledCondition {
  const { kind, fact, reference } = quantification;
  const segments = splitPath(fact);
  const combine = kind === 'some' ? anyOf : allOf;
  const scopesOf = (scope: Scope): readonly Scope[] | undefined => {
    const prefix = `${scope.prefix}${fact}.`;
    return recordsOf(readSegments(scope.record, segments))?.map((record) => ({ facts: scope.facts, record, prefix }));
  };
  const truth = (scope: Scope): Truth => {
    const scopes = scopesOf(scope);
    return scopes === undefined ? 'undecided' : rememberingLists(() => combine(scopes, body.truth));
  };
  const addMissing: CompiledCondition['missing'] = (scope, into) => {
    const scopes = scopesOf(scope);
    if (scopes === undefined) into.add(scope.prefix + fact);
    for (const each of scopes ?? []) if (body.truth(each) === 'undecided') body.missing(each, into);
  };
  const missing: CompiledCondition['missing'] = (scope, into) => rememberingLists(() => addMissing(scope, into));
  return {
    truth,
    missing,
    explain: (scope) => {
      const of = rememberingLists(() => (scopesOf(scope) ?? []).map(body.explain));
      const result = truth(scope);
      const lacking = new Set<string>();
      if (result === 'undecided') missing(scope, lacking);
      return { kind, truth: result, fact: scope.prefix + fact, of, missing: [...lacking].sort(), reference };
    },
  };
}

import type { Json } from '../json.ts';
import type { CompiledCondition, Scope } from './compiled-condition.ts';
import type { Quantification } from './condition.ts';
import { allOf, anyOf } from './kleene.ts';
import { isRecord, readSegments, splitPath } from './read-fact.ts';
import type { Truth } from './truth.ts';

/**
 * Prepares `some` and `every`: Kleene's `any` and `all` over the records of a list. A value that is not a list leaves it
 * undecided; an element that is not a record is one without fields.
 */
export function compileQuantification(quantification: Quantification, body: CompiledCondition): CompiledCondition {
  const { kind, fact, reference } = quantification;
  const segments = splitPath(fact);
  const combine = kind === 'some' ? anyOf : allOf;
  const scopesOf = (scope: Scope): readonly Scope[] | undefined => {
    const list = readSegments(scope.record, segments);
    return isList(list) ? list.map((item) => scopeOf(scope, fact, item)) : undefined;
  };
  const truth = (scope: Scope): Truth => {
    const scopes = scopesOf(scope);
    return scopes === undefined ? 'undecided' : combine(scopes, body.truth);
  };
  const missing: CompiledCondition['missing'] = (scope, into) => {
    const scopes = scopesOf(scope);
    if (scopes === undefined) into.add(scope.prefix + fact);
    for (const each of scopes ?? []) if (body.truth(each) === 'undecided') body.missing(each, into);
  };
  return {
    truth,
    missing,
    explain: (scope) => {
      const of = (scopesOf(scope) ?? []).map(body.explain);
      const result = truth(scope);
      const lacking = new Set<string>();
      if (result === 'undecided') missing(scope, lacking);
      return { kind, truth: result, fact: scope.prefix + fact, of, missing: [...lacking].sort(), reference };
    },
  };
}

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

function scopeOf(scope: Scope, fact: string, item: Json): Scope {
  return { facts: scope.facts, record: isRecord(item) ? item : {}, prefix: `${scope.prefix}${fact}.` };
}

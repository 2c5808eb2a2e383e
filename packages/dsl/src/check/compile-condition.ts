import type { Condition, Json } from '@deskbook/policies';
import { reportContradiction } from './contradictions.ts';
import { compileOperator } from './compile-operator.ts';
import { isRecord } from './is-record.ts';
import { at, referenceTo, within, type Place } from './place.ts';
import { plainField } from './plain-field.ts';
import { report } from './report.ts';
import { recordScope, resolveFact } from './scope.ts';
import type { FactType } from '../bundle/fact-model.ts';
import { invalidCondition } from '../diagnostics/pages/reference/invalid-condition.ts';
import { unknownFact } from '../diagnostics/pages/reference/unknown-fact.ts';
import { wrongOperator } from '../diagnostics/pages/reference/wrong-operator.ts';

/** How deep conditions may nest. */
const deepest = 16;

/**
 * A condition as written, typed against the facts in scope. Null: something was wrong and has been reported.
 *
 * @example
 * compileCondition({ 'ticket.priority': { in: ['P1', 'P2'] }, not: { 'requester.employment': 'contractor' } }, at(place, 'when'));
 */
export function compileCondition(raw: Json, place: Place): Condition | null {
  return compileAt(raw, place, 0);
}

/** A condition that may be left out: null where it is, and where it is wrong (which is then reported). */
export function compileWhen(raw: Json | undefined, place: Place): Condition | null {
  return raw === undefined ? null : compileCondition(raw, place);
}

function compileAt(raw: Json, place: Place, depth: number): Condition | null {
  if (!isRecord(raw)) {
    report(place, invalidCondition, 'a condition is a mapping from facts to what they must be', {
      help: Array.isArray(raw) ? 'write `any: [...]` or `all: [...]`' : 'write it as in `ticket.priority: HIGH`',
    });
    return null;
  }
  if (depth > deepest) {
    report(place, invalidCondition, `conditions nest deeper than ${deepest} levels`, {
      help: 'name a part of it as a decision',
    });
    return null;
  }
  const parts = Object.entries(raw).map(([key, value]) => compileEntry(key, value, at(place, key), depth));
  if (parts.length === 0) report(place, invalidCondition, 'a condition compares at least one fact');
  return parts.length === 0 ? null : conjunction(parts, place);
}

/** All of several parts; one part stands for itself. Null when any part is. */
function conjunction(parts: readonly (Condition | null)[], place: Place): Condition | null {
  const sound = parts.filter((part) => part !== null);
  if (sound.length < parts.length) return null;
  const [first, ...rest] = sound;
  if (first !== undefined && rest.length === 0) return first;
  return { kind: 'all', of: sound, reference: referenceTo(place) };
}

function compileEntry(key: string, value: Json, place: Place, depth: number): Condition | null {
  if (key === 'any' || key === 'all') return compileGroup(key, value, place, depth);
  if (key !== 'not') return compileFact(key, value, place, depth);
  const of = compileAt(value, place, depth + 1);
  return of === null ? null : { kind: 'not', of, reference: referenceTo(place) };
}

function compileGroup(kind: 'any' | 'all', value: Json, place: Place, depth: number): Condition | null {
  if (!Array.isArray(value) || value.length === 0) {
    report(place, invalidCondition, `\`${kind}\` takes a list of at least one condition`);
    return null;
  }
  const parts = value.map((part: Json, index) => compileAt(part, at(place, index), depth + 1));
  const of = parts.filter((part) => part !== null);
  return of.length < parts.length ? null : { kind, of, reference: referenceTo(place) };
}

function compileFact(path: string, value: Json, place: Place, depth: number): Condition | null {
  const resolved = resolveFact(place.scope, path);
  if (!resolved.ok) {
    const { message, help } = resolved.problem;
    report(place, unknownFact, message, { on: 'key', help });
    return null;
  }
  return compileTests(resolved.fact, value, place, depth);
}

/** What a fact must satisfy: a bare value it equals, or operators, all of which must hold. Table cells are written the same way. */
export function compileTests(fact: FactType, value: Json, place: Place, depth = 0): Condition | null {
  if (!isRecord(value)) return compileOperator(fact, 'equals', value, place);
  const parts = Object.entries(value).map(([operator, operand]) => {
    const operatorPlace = at(place, operator);
    return operator === 'some' || operator === 'every'
      ? compileQuantification(fact, operator, operand, operatorPlace, depth)
      : compileOperator(fact, operator, operand, operatorPlace);
  });
  if (parts.length === 0) {
    report(place, invalidCondition, `\`${fact.path}\` is compared with nothing`, {
      help: 'write a value or an operator',
    });
    return null;
  }
  reportContradiction(
    fact,
    parts.filter((part) => part !== null),
    place,
  );
  return conjunction(parts, place);
}

function compileQuantification(
  fact: FactType,
  kind: 'some' | 'every',
  body: Json,
  place: Place,
  depth: number,
): Condition | null {
  // prettier-ignore
  const { type, list, fields } = fact.field;
  const open = type === 'json';
  if (!open && !(list && type === 'record')) {
    report(place, wrongOperator, `\`${kind}\` needs a list of records, and \`${fact.path}\` is not one`, {
      on: 'key',
    });
    return null;
  }
  const scope = recordScope(place.scope, fields ?? anyRoots(body));
  const of = compileAt(body, within(place, scope), depth + 1);
  return of === null ? null : { kind, fact: fact.path, of, reference: referenceTo(place) };
}

/** For records nothing is known of: every root the body names holds anything. */
function anyRoots(body: Json): { [root: string]: FactType['field'] } {
  const roots: { [root: string]: FactType['field'] } = {};
  for (const name of rootNames(body)) {
    roots[name] = plainField('json', { optional: true });
  }
  return roots;
}

function rootNames(body: Json): readonly string[] {
  if (Array.isArray(body)) return body.flatMap((part: Json) => rootNames(part));
  if (!isRecord(body)) return [];
  return Object.entries(body).flatMap(([key, value]) =>
    ['any', 'all', 'not'].includes(key) ? rootNames(value) : [key.split('.')[0] ?? key],
  );
}

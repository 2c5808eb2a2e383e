import type { AccessRequest } from '../access/access-request.ts';
import type { Activation } from '../access/activation.ts';
import type { Operator } from '../conditions/condition.ts';
import type { FactPath } from '../conditions/facts.ts';
import { parseInstant } from '../conditions/parse-instant.ts';
import { isRecord, splitPath } from '../conditions/read-fact.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Reference } from '../reference.ts';

/**
 * Something that would have to be otherwise: a role to hold, a temporary role to activate or a glass to break, or a fact to be what a
 * comparison asks for. `must` is what is asked, of which `value` is an example that was tried (`null`: no value).
 */
export type Change =
  | { readonly kind: 'role'; readonly role: string; readonly reference: Reference }
  | { readonly kind: 'temporary_role' | 'break_glass'; readonly of: string; readonly reference: Reference }
  | {
      readonly kind: 'fact';
      readonly fact: FactPath;
      readonly value: Json;
      readonly must: { readonly operator: Operator; readonly operand: Json; readonly be: 'holds' | 'fails' };
      readonly reference: Reference;
    };

/** Who or what is asked about is no fact to be changed: with another it is another question. */
const FIXED = new Set([
  'subject.id',
  'subject.type',
  'subject.roles',
  'subject.groups',
  'resource.id',
  'resource.type',
]);

/** What stands for the record of what nobody has activated yet. */
const NOT_YET = 'not yet';

/** Whether a fact can be thought of as otherwise. */
export function isChangeable(fact: FactPath): boolean {
  return fact.includes('.') && !FIXED.has(fact);
}

/** The request as it would be after some changes. */
export function withChanges(request: AccessRequest, changes: readonly Change[]): AccessRequest {
  return changes.reduce(withChange, request);
}

function withChange(request: AccessRequest, change: Change): AccessRequest {
  const { subject, resource, context } = request;
  if (change.kind === 'role') return { ...request, subject: { ...subject, roles: [...subject.roles, change.role] } };
  if (change.kind !== 'fact') {
    const activations = [...(subject.activations ?? []), activationNow(change.of, context)];
    return { ...request, subject: { ...subject, activations } };
  }
  const [root = '', ...path] = splitPath(change.fact);
  if (root === 'subject') {
    return { ...request, subject: { ...subject, properties: setAt(subject.properties, path, change.value) } };
  }
  if (root === 'resource') {
    return { ...request, resource: { ...resource, properties: setAt(resource.properties, path, change.value) } };
  }
  return { ...request, context: setAt(context, [root, ...path], change.value) };
}

/** An activation of this very moment. Where nobody knows the time it is none that counts. */
function activationNow(of: string, context: JsonObject): Activation {
  const now = Object.hasOwn(context, 'now') ? context['now'] : undefined;
  const from = typeof now === 'string' ? now : '';
  const until = new Date((parseInstant(from) ?? 0) + 1).toISOString();
  return { of, from, until, record: NOT_YET };
}

function setAt(record: JsonObject, [name = '', ...rest]: readonly string[], value: Json): JsonObject {
  const inner = Object.hasOwn(record, name) ? record[name] : undefined;
  const entry = rest.length === 0 ? value : setAt(isRecord(inner) ? inner : {}, rest, value);
  return Object.fromEntries([...Object.entries(record).filter(([each]) => each !== name), [name, entry]]);
}

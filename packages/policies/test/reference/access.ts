import type { AccessPolicy, AccessReason, AccessRequest, Role } from '@deskbook/policies/access';
import type { Facts, Truth } from '@deskbook/policies/conditions';
import type { Json } from '@deskbook/policies';
import { evaluate } from './evaluate.ts';

/**
 * Access, as slowly and plainly as it can be said: every role, every rule, every time. It decides; it does not explain beyond
 * the reason.
 */
export function may(policy: AccessPolicy, request: AccessRequest): AccessReason {
  const roles = rolesOf(policy.roles, request);
  const facts = factsOf(request);
  const about = (rule: { readonly resource?: string }): boolean =>
    rule.resource === undefined || rule.resource === request.resource.type;

  const denials = new Set(
    policy.denials
      .filter((rule) => about(rule) && rule.deny.some((pattern) => covers(pattern, request.action)))
      .map((rule) => both(roles(rule.role), rule.when === null ? 'holds' : evaluate(rule.when, facts))),
  );
  const clashes = new Set(policy.separation.map((rule) => separate(rule, request, roles)));
  const grants = new Set(
    policy.grants
      .filter((rule) => about(rule) && actions(rule, request).some((pattern) => covers(pattern, request.action)))
      .map((rule) => both(roles(rule.role), rule.when === null ? 'holds' : evaluate(rule.when, facts))),
  );

  if (denials.has('holds')) return 'denied';
  if (clashes.has('holds')) return 'separation';
  if (denials.has('undecided') || clashes.has('undecided')) return 'denial_undecided';
  if (grants.has('holds')) return 'granted';
  return grants.has('undecided') ? 'grant_undecided' : 'no_grant';
}

type HasRole = (role: string) => Truth;

/** Whether the subject has a role. Everything it has directly, then what that includes, again and again until nothing is added. */
export function rolesOf(roles: readonly Role[], { subject, context }: AccessRequest): HasRole {
  const truthOf = new Map<string, Truth>([['anyone', 'holds']]);
  for (const role of roles) {
    const given: Truth = subject.roles.includes(role.id) ? 'holds' : 'fails';
    truthOf.set(role.id, either([given, ...role.from.map(has)]));
  }
  for (const _ of roles) {
    for (const role of roles) {
      for (const included of role.includes) {
        truthOf.set(included, either([truthOf.get(included) ?? 'fails', truthOf.get(role.id) ?? 'fails']));
      }
    }
  }
  return (role) => truthOf.get(role) ?? 'fails';

  function has(source: Role['from'][number]): Truth {
    if (source.kind === 'group') return subject.groups.includes(source.group) ? 'holds' : 'fails';
    if (subject.type === 'service') return 'fails';
    if (source.kind === 'people') return source.people.includes(subject.id) ? 'holds' : 'fails';
    if (source.kind !== 'fact') return 'fails';
    return evaluateIs(source.fact, subject.id, context);
  }
}

function evaluateIs(fact: string, value: Json, facts: Facts): Truth {
  const compare = { kind: 'compare', fact, reference: '' } as const;
  const is = evaluate({ ...compare, operator: 'equals', operand: { value } }, facts);
  return is === 'fails' && evaluate({ ...compare, operator: 'has', operand: { value } }, facts) === 'holds'
    ? 'holds'
    : is;
}

function separate(rule: AccessPolicy['separation'][number], request: AccessRequest, roles: HasRole): Truth {
  const past = request.duties[request.subject.id] ?? [];
  const duty = (name: string, action: string): boolean =>
    name === 'perform'
      ? !/^(request|approve|start)(:|$)/.test(action)
      : covers(name, action) || action.startsWith(`${name}:`);
  const truths: Truth[] = [];
  for (const one of rule.apart) {
    for (const other of rule.apart.filter((name) => name !== one)) {
      if (rule.within === 'always') truths.push(both(roles(one), roles(other)));
      if (request.mode === 'act' && duty(one, request.action)) {
        truths.push(past.some((action) => duty(other, action)) ? 'holds' : roles(other));
      }
    }
  }
  return either(truths);
}

function actions(rule: AccessPolicy['grants'][number], { mode }: AccessRequest): readonly string[] {
  return mode === 'ask' ? [...rule.allow, ...rule.ask] : rule.allow;
}

function covers(pattern: string, action: string): boolean {
  if (!pattern.endsWith('*')) return pattern === action;
  return action.length >= pattern.length && action.startsWith(pattern.slice(0, -1));
}

function factsOf({ subject, resource, context }: AccessRequest): Facts {
  const { type, id, groups } = subject;
  return {
    ...context,
    subject: { ...subject.properties, type, id, groups },
    resource: { ...resource.properties, type: resource.type, id: resource.id },
  };
}

function both(one: Truth, other: Truth): Truth {
  if (one === 'fails' || other === 'fails') return 'fails';
  return one === 'holds' && other === 'holds' ? 'holds' : 'undecided';
}

function either(truths: readonly Truth[]): Truth {
  if (truths.includes('holds')) return 'holds';
  return truths.includes('undecided') ? 'undecided' : 'fails';
}

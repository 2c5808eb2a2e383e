import type { AccessPolicy, AccessReason, AccessRequest, BreakGlass, Role } from '@deskbook/policies/access';
import type { Facts, Truth } from '@deskbook/policies/conditions';
import type { Json } from '@deskbook/policies';
import { evaluate } from './evaluate.ts';

/**
 * Access, as slowly and plainly as it can be said: every role, every rule, every time. It decides; it does not explain beyond
 * the reason.
 */
export function may(policy: AccessPolicy, request: AccessRequest): AccessReason {
  const roles = rolesOf(policy, request);
  const facts = factsOf(policy, request);
  const about = (rule: { readonly resource?: string }): boolean =>
    rule.resource === undefined || rule.resource === request.resource.type;

  const overridden = overriddenDenials(policy, request);
  const denials = new Set(
    policy.denials
      .filter((rule) => !overridden.has(rule.id))
      .filter((rule) => about(rule) && rule.deny.some((pattern) => covers(pattern, request.action)))
      .map((rule) => both(roles(rule.role), rule.when === null ? 'holds' : evaluate(rule.when, facts))),
  );
  const clashes = new Set(policy.separation.map((rule) => separate(rule, request, roles)));
  const grants = new Set(
    policy.grants
      .filter((rule) => about(rule) && actions(rule, request).some((pattern) => covers(pattern, request.action)))
      .map((rule) => both(roles(rule.role), rule.when === null ? 'holds' : evaluate(rule.when, facts))),
  );

  for (const glass of policy.breakGlass ?? []) grants.add(broken(glass, policy, request));

  if (denials.has('holds')) return 'denied';
  if (clashes.has('holds')) return 'separation';
  if (denials.has('undecided') || clashes.has('undecided')) return 'denial_undecided';
  if (grants.has('holds')) return 'granted';
  return grants.has('undecided') ? 'grant_undecided' : 'no_grant';
}

type HasRole = (role: string) => Truth;

/** Whether the subject has a role. Everything it has directly, then what that includes, again and again until nothing is added. */
export function rolesOf({ roles, temporary = [] }: AccessPolicy, request: AccessRequest): HasRole {
  const { subject, context } = request;
  const truthOf = new Map<string, Truth>([['anyone', 'holds']]);
  for (const role of roles) {
    const given: Truth = subject.roles.includes(role.id) ? 'holds' : 'fails';
    const activated = temporary.filter((one) => one.role === role.id).map(({ id }) => isActive(id, request));
    truthOf.set(role.id, either([given, ...activated, ...role.from.map(has)]));
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

/** Whether something is activated at this moment: begun and not ended, by a person. */
function isActive(id: string, { subject, context }: AccessRequest): Truth {
  if (subject.type === 'service') return 'fails';
  const facts = (subject.activations ?? []).filter(({ of }) => of === id).map(({ from, until }) => ({ from, until }));
  return either(
    facts.map(({ from, until }) => {
      const compare = { kind: 'compare', fact: 'now', reference: '' } as const;
      const moment = { now: context['now'] ?? null };
      const early = evaluate({ ...compare, operator: 'before', operand: { value: from } }, moment);
      return both(not(early), evaluate({ ...compare, operator: 'before', operand: { value: until } }, moment));
    }),
  );
}

/** Whether a glass is broken by somebody who may break it, and lets the request through. */
export function broken(glass: BreakGlass, policy: AccessPolicy, request: AccessRequest): Truth {
  if (glass.resource !== undefined && glass.resource !== request.resource.type) return 'fails';
  if (!glass.allow.some((pattern) => covers(pattern, request.action))) return 'fails';
  const when = glass.when === null ? 'holds' : evaluate(glass.when, factsOf(policy, request));
  return both(both(rolesOf(policy, request)(glass.role), isActive(glass.id, request)), when);
}

/** The ids of denials that do not count, because a glass is surely broken. */
export function overriddenDenials(policy: AccessPolicy, request: AccessRequest): ReadonlySet<string> {
  const glasses = (policy.breakGlass ?? []).filter((glass) => broken(glass, policy, request) === 'holds');
  return new Set(glasses.flatMap(({ overrides }) => overrides));
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

/** What conditions see. The list of all roles has no value where one of them is undecided. */
export function factsOf(policy: AccessPolicy, request: AccessRequest): Facts {
  const { subject, resource, context } = request;
  const { type, id, groups } = subject;
  const has = rolesOf(policy, request);
  const names = [...new Set(['anyone', ...policy.roles.flatMap((role) => [role.id, ...role.includes])])];
  const roles = names.some((name) => has(name) === 'undecided') ? null : names.filter((name) => has(name) === 'holds');
  return {
    ...context,
    subject: { ...subject.properties, type, id, groups, roles },
    resource: { ...resource.properties, type: resource.type, id: resource.id },
  };
}

function both(one: Truth, other: Truth): Truth {
  if (one === 'fails' || other === 'fails') return 'fails';
  return one === 'holds' && other === 'holds' ? 'holds' : 'undecided';
}

function not(truth: Truth): Truth {
  if (truth === 'undecided') return 'undecided';
  return truth === 'holds' ? 'fails' : 'holds';
}

function either(truths: readonly Truth[]): Truth {
  if (truths.includes('holds')) return 'holds';
  return truths.includes('undecided') ? 'undecided' : 'fails';
}

import { newEnforcer, newModelFromString } from 'casbin';
import type { AccessPolicy, AccessRequest } from '@deskbook/policies/access';
import { broken, factsOf, overriddenDenials, rolesOf } from './access.ts';
import { evaluate } from './evaluate.ts';

/**
 * Plain Casbin, used as its manual says: its own role manager and key matching, every row of the policy loaded. `maybe` links roles
 * that a fact might give; they count for denials alone.
 */
const MODEL = `
[request_definition]
r = sub, act, obj
[policy_definition]
p = sub, act, obj, decided, eft
[role_definition]
g = _, _
g2 = _, _
[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))
[matchers]
m = (g(r.sub, p.sub) || p.eft == "deny" && g2(r.sub, p.sub)) && keyMatch(r.act, p.act) && (p.obj == "any" || p.obj == r.obj) && p.decided == "yes"
`;

/** What plain Casbin answers. */
export async function plainCasbin(policy: AccessPolicy, request: AccessRequest): Promise<boolean> {
  const enforcer = await newEnforcer(newModelFromString(MODEL));
  const roles = rolesOf(policy, request);
  for (const role of [
    'anyone',
    ...policy.roles.map(({ id }) => id),
    ...policy.roles.flatMap(({ includes }) => includes),
  ]) {
    if (roles(role) === 'holds') await enforcer.addGroupingPolicy('user', `role:${role}`);
    if (roles(role) === 'undecided') await enforcer.addNamedGroupingPolicy('g2', 'user', `role:${role}`);
  }
  const facts = factsOf(policy, request);
  const add = (
    role: string,
    action: string,
    resource: string | undefined,
    decided: boolean,
    effect: string,
  ): Promise<boolean> => enforcer.addPolicy(`role:${role}`, action, resource ?? 'any', decided ? 'yes' : 'no', effect);
  await add('nobody', 'nothing', 'none', false, 'deny');
  for (const { role, allow, ask, resource, when } of policy.grants) {
    const holds = when === null || evaluate(when, facts) === 'holds';
    for (const action of request.mode === 'ask' ? [...allow, ...ask] : allow)
      await add(role, action, resource, holds, 'allow');
  }
  for (const glass of policy.breakGlass ?? []) {
    const holds = broken(glass, policy, request) === 'holds';
    for (const action of glass.allow) await add(glass.role, action, glass.resource, holds, 'allow');
  }
  const overridden = overriddenDenials(policy, request);
  for (const { id, role, deny, resource, when } of policy.denials) {
    const possible = (when === null || evaluate(when, facts) !== 'fails') && !overridden.has(id);
    for (const action of deny) await add(role, action, resource, possible, 'deny');
  }
  return enforcer.enforce('user', request.action, request.resource.type);
}

import type { AccessPolicy, AccessRequest } from '@deskbook/policies/access';
import { peerLibrary } from './peers.ts';
import { randomNumbers } from './random.ts';

/** Twenty policies a role, as a role has about as many rights however many roles there are. */
const rightsPerRole = 20;
const types = ['database', 'device', 'mailbox', 'account', 'ticket'];
const verbs = ['read', 'grant', 'revoke', 'restart', 'reset', 'close', 'assign', 'wipe'];

const actionOf = (number: number): string => `${types[number % types.length]}.${verbs[number % verbs.length]}`;
const typeOf = (number: number): string => types[number % types.length] ?? '';

interface Right {
  readonly role: string;
  readonly action: string;
  readonly type: string;
}

function rights(size: number): readonly Right[] {
  const random = randomNumbers(size);
  return Array.from({ length: size }, (_, number) => {
    const picked = random(40);
    return { role: `role-${Math.floor(number / rightsPerRole)}`, action: actionOf(picked), type: typeOf(picked) };
  });
}

/** The policy as ours: one grant a right, each role from a group of its name. */
export function accessPolicy(size: number): AccessPolicy {
  const ids = Array.from({ length: Math.ceil(size / rightsPerRole) }, (_, number) => `role-${number}`);
  return {
    roles: ids.map((id) => ({ id, from: [{ kind: 'group', group: id }], includes: [], reference: id })),
    grants: rights(size).map(({ role, action, type }, number) => ({
      id: `grant-${number}`,
      role,
      allow: [action],
      ask: [],
      resource: type,
      when: null,
      reference: `grant-${number}`,
      cites: [],
    })),
    denials: [],
    separation: [],
  };
}

/** People with two roles each, from all over the policy, asking for anything. */
export function accessRequests(size: number, count: number): readonly AccessRequest[] {
  const random = randomNumbers(11);
  return Array.from({ length: count }, () => {
    const person = random(20);
    const asked = random(40);
    return {
      subject: {
        type: 'person',
        id: `person-${person}`,
        groups: rolesOf(person, size),
        roles: [],
        properties: {},
      },
      action: actionOf(asked),
      mode: 'act',
      resource: { type: typeOf(asked), id: 'one', properties: {} },
      context: {},
      duties: {},
    };
  });
}

function rolesOf(person: number, size: number): readonly string[] {
  const roles = Math.ceil(size / rightsPerRole);
  return [`role-${(person * 7) % roles}`, `role-${(person * 7 + 2) % roles}`];
}

interface CasbinLibrary {
  readonly newModelFromString: (text: string) => unknown;
  readonly newEnforcer: (model: unknown) => Promise<{
    addPolicies(rows: readonly (readonly string[])[]): Promise<boolean>;
    addGroupingPolicies(rows: readonly (readonly string[])[]): Promise<boolean>;
    enforceSync(...request: readonly string[]): boolean;
    enforce(...request: readonly string[]): Promise<boolean>;
  }>;
}

/** Casbin's RBAC model as its documentation gives it, with the equalities before the walk through roles: its faster order. */
const model = `
[request_definition]
r = sub, obj, act
[policy_definition]
p = sub, obj, act
[role_definition]
g = _, _
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = r.act == p.act && r.obj == p.obj && g(r.sub, p.sub)
`;

/** The same policy in one Casbin enforcer. */
export async function accessPeers(size: number): Promise<{
  readonly enforceSync: (request: AccessRequest) => boolean;
  readonly enforce: (request: AccessRequest) => Promise<boolean>;
}> {
  const { newEnforcer, newModelFromString } = peerLibrary('casbin') as CasbinLibrary;
  const enforcer = await newEnforcer(newModelFromString(model));
  const rows = new Map(
    rights(size).map(({ role, type, action }) => [`${role} ${type} ${action}`, [role, type, action]]),
  );
  await enforcer.addPolicies([...rows.values()]);
  const people = Array.from({ length: 20 }, (_, person) => person);
  await enforcer.addGroupingPolicies(
    people.flatMap((person) => rolesOf(person, size).map((role) => [`person-${person}`, role])),
  );
  return {
    enforceSync: ({ subject, resource, action }) => enforcer.enforceSync(subject.id, resource.type, action),
    enforce: ({ subject, resource, action }) => enforcer.enforce(subject.id, resource.type, action),
  };
}

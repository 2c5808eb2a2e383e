import type { AccessPolicy, AccessRequest } from '@deskbook/policies/access';
import { pickSome, randomNumbers } from './random.ts';

/** A role has as many rights however many roles there are: a larger organisation has more roles. */
const rightsPerRole = 20;
const people = 64;
const verbs = ['read', 'grant', 'revoke', 'restart', 'reset', 'close', 'assign', 'wipe'];
const types = ['database', 'device', 'mailbox', 'account', 'ticket'];

/** Whoever has the role may do the action to resources of the type. */
export interface Right {
  readonly role: string;
  readonly action: string;
  readonly type: string;
}

/** Plain role-based access: rights of roles, people with two roles each from all over the organisation, and what they ask. */
export interface RoleCorpus {
  readonly rights: readonly Right[];
  readonly roles: ReadonlyMap<string, readonly string[]>;
  readonly questions: readonly Question[];
}

/** Whether a person may do something to a resource of a type. */
export interface Question {
  readonly person: string;
  readonly roles: readonly string[];
  readonly action: string;
  readonly type: string;
}

const everyRight = types.flatMap((type) => verbs.map((verb) => ({ action: `${type}.${verb}`, type })));

/** The corpus with so many rights, twenty a role. Half of what can be asked is nobody's right. */
export function roleCorpus(size: number, questions = 1024): RoleCorpus {
  const count = Math.ceil(size / rightsPerRole);
  const random = randomNumbers(6);
  const rights = Array.from({ length: count }, (_, role) =>
    pickSome(everyRight, rightsPerRole, random).map((right) => ({ role: `role-${role}`, ...right })),
  ).flat();
  const place = randomNumbers(7);
  const roles = new Map(
    Array.from({ length: people }, (_, person) => {
      const one = place(count);
      return [`person-${person}`, [`role-${one}`, `role-${(one + 1 + place(count - 1)) % count}`]];
    }),
  );
  const ask = randomNumbers(8);
  const asked = Array.from({ length: questions }, () => {
    const person = `person-${ask(people)}`;
    const right = everyRight[ask(everyRight.length)] ?? { action: '', type: '' };
    return { person, roles: roles.get(person) ?? [], ...right };
  });
  return { rights, roles, questions: asked };
}

/** The corpus as our policy: one grant a right, each role from the group of its name. */
export function accessPolicy({ rights }: RoleCorpus): AccessPolicy {
  const ids = [...new Set(rights.map(({ role }) => role))];
  return {
    roles: ids.map((id) => ({ id, from: [{ kind: 'group', group: id }], includes: [], reference: id })),
    grants: rights.map(({ role, action, type }, number) => ({
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

/** A question as our request. */
export function accessRequest({ person, roles, action, type }: Question): AccessRequest {
  return {
    subject: { type: 'person', id: person, groups: roles, roles: [], properties: {} },
    action,
    mode: 'act',
    resource: { type, id: 'one', properties: {} },
    context: {},
    duties: {},
  };
}

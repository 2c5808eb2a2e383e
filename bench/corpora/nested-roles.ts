import type { AccessPolicy, AccessRequest } from '@deskbook/policies/access';
import { randomNumbers } from './random.ts';

/** How far the longest chain of roles goes. */
const chain = 1000;
const groupsPerRole = 3;
const groupsPerPerson = 40;

/** A directory's worth of roles, and questions with their answers. */
export interface NestedRoles {
  readonly policy: AccessPolicy;
  readonly requests: readonly AccessRequest[];
  readonly allowed: readonly boolean[];
}

/**
 * So many roles, each from three groups and each including two broader ones, with many ways to the same role; below them a chain of a
 * thousand, one in another. Every role has one right of its own. People are in forty groups; each asks for a right of a role that is
 * several steps away, the first of them for the end of the chain, and then for one that they have no way to.
 */
export function nestedRoles(size: number): NestedRoles {
  const tree = size - chain;
  const includes = (role: number): readonly number[] => {
    if (role >= tree) return role + 1 < size ? [role + 1] : [];
    return role === 0 ? [tree] : [...new Set([Math.floor(role / 4), Math.floor(role / 7)])];
  };
  const numbers = Array.from({ length: size }, (_, role) => role);
  const policy: AccessPolicy = {
    roles: numbers.map((role) => ({
      id: `role-${role}`,
      from: Array.from({ length: groupsPerRole }, (_, nth) => ({
        kind: 'group',
        group: `group-${role * groupsPerRole + nth}`,
      })),
      includes: includes(role).map((broader) => `role-${broader}`),
      reference: `role-${role}`,
    })),
    grants: numbers.map((role) => ({
      id: `grant-${role}`,
      role: `role-${role}`,
      allow: [`right-${role}.use`],
      ask: [],
      when: null,
      reference: `grant-${role}`,
      cites: [],
    })),
    denials: [],
    separation: [],
  };
  const random = randomNumbers(10);
  const questions = Array.from({ length: 64 }, (_, person) => {
    // Of the narrower half, so that all of these roles are several steps from the broadest.
    const held = Array.from({ length: groupsPerPerson }, () => Math.floor(tree / 2) + random(Math.ceil(tree / 2)));
    const farthest = person === 0 ? size - 1 : Math.floor((held[0] ?? 0) / 28);
    const another = Math.floor(tree / 2) + random(Math.ceil(tree / 2));
    const groups = held.map((role) => `group-${role * groupsPerRole + random(groupsPerRole)}`);
    return [
      { request: asking(person, groups, farthest), allowed: true },
      { request: asking(person, groups, another), allowed: held.includes(another) },
    ];
  }).flat();
  return {
    policy,
    requests: questions.map(({ request }) => request),
    allowed: questions.map(({ allowed }) => allowed),
  };
}

function asking(person: number, groups: readonly string[], role: number): AccessRequest {
  return {
    subject: { type: 'person', id: `person-${person}`, groups, roles: [], properties: {} },
    action: `right-${role}.use`,
    mode: 'act',
    resource: { type: 'system', id: 'one', properties: {} },
    context: {},
    duties: {},
  };
}

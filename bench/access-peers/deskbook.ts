import { createAccess } from '@deskbook/policies/access';
import type { AccessPolicy, AccessRequest } from '@deskbook/policies/access';
import type { Condition } from '@deskbook/policies/conditions';
import type { Question, RoleCorpus } from '../corpora/role-corpus.ts';

/** The corpus as our policy: one grant a right, each role from the group of its name. */
export function accessPolicy({ rights, owned }: RoleCorpus): AccessPolicy {
  const ids = [...new Set(rights.map(({ role }) => role))];
  return {
    roles: ids.map((id) => ({ id, from: [{ kind: 'group', group: id }], includes: [], reference: id })),
    grants: rights.map(({ role, action, type }, number) => ({
      id: `grant-${number}`,
      role,
      allow: [action],
      ask: [],
      resource: type,
      when: owned ? ownIt : null,
      reference: `grant-${number}`,
      cites: [],
    })),
    denials: [],
    separation: [],
  };
}

const ownIt: Condition = {
  kind: 'compare',
  fact: 'resource.owner',
  operator: 'equals',
  operand: { fact: 'subject.id' },
  reference: 'when',
};

/** Ours, asked in its two ways: each request by itself, and one question after the other about somebody already known. */
export function deskbook(corpus: RoleCorpus): {
  readonly may: (request: AccessRequest) => boolean;
  readonly forSubject: (question: Question) => boolean;
} {
  const access = createAccess(accessPolicy(corpus));
  const known = new Map(
    [...corpus.roles].map(([person, roles]) => [person, access.forSubject(accessSubject(person, roles))]),
  );
  return {
    may: (request) => access.may(request).allowed,
    forSubject: ({ person, action, type, owner }) =>
      known.get(person)?.may({
        action,
        mode: 'act',
        resource: { type, id: 'one', properties: { owner } },
        context: {},
        duties: {},
      }).allowed ?? false,
  };
}

/** A question as a request. */
export function accessRequest({ person, roles, action, type, owner }: Question): AccessRequest {
  return {
    subject: accessSubject(person, roles),
    action,
    mode: 'act',
    resource: { type, id: 'one', properties: { owner } },
    context: {},
    duties: {},
  };
}

function accessSubject(id: string, groups: readonly string[]): AccessRequest['subject'] {
  return { type: 'person', id, groups, roles: [], properties: {} };
}

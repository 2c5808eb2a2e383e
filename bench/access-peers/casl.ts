import { createMongoAbility } from '@casl/ability';
import type { MongoAbility } from '@casl/ability';
import type { RoleCorpus } from '../corpora/role-corpus.ts';
import type { PermissionPeer } from './permission-peer.ts';

/** CASL, asked about people it knows: one ability for each, kept. */
export function caslCached(corpus: RoleCorpus): PermissionPeer {
  const abilityOf = abilities(corpus);
  const known = new Map([...corpus.roles].map(([person, held]) => [person, abilityOf(held)]));
  return {
    name: 'CASL, ability cached',
    may: ({ person, action, type }) => known.get(person)?.can(action, type) ?? false,
  };
}

/** CASL, asked about anybody: an ability made of the rights of their roles for each question. */
export function caslBuilt(corpus: RoleCorpus): PermissionPeer {
  const abilityOf = abilities(corpus);
  return {
    name: 'CASL, ability built each time',
    may: ({ roles, action, type }) => abilityOf(roles).can(action, type),
  };
}

function abilities({ rights }: RoleCorpus): (roles: readonly string[]) => MongoAbility {
  const byRole = Map.groupBy(rights, ({ role }) => role);
  return (roles) =>
    createMongoAbility(
      roles.flatMap((role) => (byRole.get(role) ?? []).map(({ action, type }) => ({ action, subject: type }))),
    );
}

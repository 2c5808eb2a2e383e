import { createMongoAbility } from '@casl/ability';
import type { MongoAbility } from '@casl/ability';
import type { RoleCorpus } from '../corpora/role-corpus.ts';
import type { PermissionPeer } from './permission-peer.ts';

/** CASL: a person's ability is made of the rights of their roles, for each question or once. */
export function casl({ rights, roles }: RoleCorpus): {
  readonly cached: PermissionPeer;
  readonly built: PermissionPeer;
} {
  const byRole = Map.groupBy(rights, ({ role }) => role);
  const abilityOf = (held: readonly string[]): MongoAbility =>
    createMongoAbility(
      held.flatMap((role) => (byRole.get(role) ?? []).map(({ action, type }) => ({ action, subject: type }))),
    );
  const abilities = new Map([...roles].map(([person, held]) => [person, abilityOf(held)]));
  return {
    cached: {
      name: 'CASL, ability cached',
      may: ({ person, action, type }) => abilities.get(person)?.can(action, type) ?? false,
    },
    built: {
      name: 'CASL, ability built each time',
      may: ({ roles: held, action, type }) => abilityOf(held).can(action, type),
    },
  };
}

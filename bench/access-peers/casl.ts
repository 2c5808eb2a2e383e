import { createMongoAbility } from '@casl/ability';
import type { MongoAbility } from '@casl/ability';
import type { Question, RoleCorpus } from '../corpora/role-corpus.ts';

/** CASL: a person's ability is made of the rights of their roles, for each question or once. */
export function casl({ rights, roles }: RoleCorpus): {
  readonly cached: (question: Question) => boolean;
  readonly built: (question: Question) => boolean;
} {
  const byRole = Map.groupBy(rights, ({ role }) => role);
  const abilityOf = (held: readonly string[]): MongoAbility =>
    createMongoAbility(
      held.flatMap((role) => (byRole.get(role) ?? []).map(({ action, type }) => ({ action, subject: type }))),
    );
  const abilities = new Map([...roles].map(([person, held]) => [person, abilityOf(held)]));
  return {
    cached: ({ person, action, type }) => abilities.get(person)?.can(action, type) ?? false,
    built: ({ roles: held, action, type }) => abilityOf(held).can(action, type),
  };
}

import type { Json, JsonObject } from '@deskbook/policies';
import type { UnresolvedAccount } from '../events/desk-event.ts';
import { isRecord } from '../facts/is-record.ts';
import type { Directory } from '../ports/directory.ts';

/** What is known once accounts were asked for again, and those that still stand for nobody. */
export interface ResolvedAccounts {
  readonly facts: JsonObject;
  /** Who did it, where that was one of them. */
  readonly actor: string | null;
  readonly unresolved: readonly UnresolvedAccount[];
}

/** Asks again who stands behind accounts that an event told of. What cannot be asked now stays `unavailable`; it never throws. */
export async function resolveAccounts(
  directory: Pick<Directory, 'personByAccount'>,
  facts: JsonObject,
  accounts: readonly UnresolvedAccount[],
): Promise<ResolvedAccounts> {
  let known = facts;
  let actor: string | null = null;
  const unresolved: UnresolvedAccount[] = [];
  for (const account of accounts) {
    try {
      const person = await directory.personByAccount(account.scheme, account.account);
      if (person === null) unresolved.push({ ...account, reason: 'unknown' });
      else if (account.fact === 'event.actor') actor = person;
      else known = withFact(known, account.fact, person);
    } catch {
      unresolved.push({ ...account, reason: 'unavailable' });
    }
  }
  return { facts: known, actor, unresolved };
}

/** Facts with one more, where its root is told of. */
function withFact(facts: JsonObject, fact: string, value: Json): JsonObject {
  const [root = '', field = ''] = fact.split('.');
  const record = Object.hasOwn(facts, root) ? facts[root] : undefined;
  return isRecord(record) ? { ...facts, [root]: { ...record, [field]: value } } : facts;
}

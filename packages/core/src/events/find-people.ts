import type { UnresolvedAccount } from './desk-event.ts';
import type { IntakePorts } from './intake-ports.ts';

/** Turns accounts into people while one message is read, and remembers which it could not. */
export interface PeopleFinder {
  /** The person behind an account, for a fact; `undefined` where that is not known now. */
  readonly person: (fact: string, scheme: string, account: string) => Promise<string | undefined>;
  readonly unresolved: () => readonly UnresolvedAccount[];
  /** Accounts that were looked up for a fact, known or not. */
  readonly accountOf: (fact: string) => string | null;
}

/** Each account is asked for once. A directory that is down leaves the person out; the event still comes in. */
export function findPeople(directory: IntakePorts['directory']): PeopleFinder {
  const answers = new Map<
    string,
    Promise<{ readonly person: string | null; readonly reason: UnresolvedAccount['reason'] }>
  >();
  const unresolved = new Map<string, UnresolvedAccount>();
  const accounts = new Map<string, string>();
  const ask = async (scheme: string, account: string) => {
    try {
      return { person: await directory.personByAccount(scheme, account), reason: 'unknown' as const };
    } catch {
      return { person: null, reason: 'unavailable' as const };
    }
  };
  return {
    async person(fact, scheme, account) {
      const name = JSON.stringify([scheme, account]);
      const answer = answers.get(name) ?? ask(scheme, account);
      answers.set(name, answer);
      accounts.set(fact, account);
      const { person, reason } = await answer;
      if (person === null) unresolved.set(`${fact} ${name}`, { fact, scheme, account, reason });
      return person ?? undefined;
    },
    unresolved: () => [...unresolved.values()],
    accountOf: (fact) => accounts.get(fact) ?? null,
  };
}

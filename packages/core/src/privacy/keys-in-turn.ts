import type { PersonKeys } from './person-keys.ts';
import type { Sealer } from './sealer.ts';

/** Makes keys for commits, which go on in the order in which they came: one that has all its keys does not overtake one that waits for some. */
export interface KeysInTurn {
  /** What a commit has to wait for before it can be sealed; null: nothing. */
  make(people: Iterable<string>, scopes: Iterable<string>): Promise<unknown> | null;
  /** Resolves once nobody waits any more. */
  settled(): Promise<void>;
}

/** Keys are made at once, however many wait; only those who wait are kept in order. */
export function keysInTurn(sealer: Sealer, keys: PersonKeys): KeysInTurn {
  let last: Promise<unknown> | null = null;
  return {
    make(people, scopes) {
      const lacking = sealer.lacking(people, scopes);
      if (lacking === null && last === null) return null;
      const turn = Promise.all([last, lacking === null ? null : keys.make(lacking)]);
      const over: Promise<unknown> = turn
        .catch(() => null)
        .then(() => {
          if (last === over) last = null;
          return null;
        });
      last = over;
      return turn;
    },
    async settled() {
      for (let turn = last; turn !== null; turn = last) await turn;
    },
  };
}

import { describe } from 'vitest';
import { claimRules } from './claim-rules.ts';
import { commitRules } from './commit-rules.ts';
import { sameAnswers } from './same-answers.ts';
import type { StorePlace } from './store-place.ts';

/** What every store must do, whatever it is made of. `newPlace` gives one that nothing was stored in yet. */
export function everyStore(kind: string, newPlace: () => Promise<StorePlace>, tries = 40): void {
  describe(`a store ${kind}`, () => {
    claimRules(newPlace);
    commitRules(newPlace);
    sameAnswers(newPlace, tries);
  });
}

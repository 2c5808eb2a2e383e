import type { Store } from '../../src/journal/store.ts';
import type { Perform } from '../../src/ports/perform.ts';

/** A process that dies at its nth commit: right before it is written, or right after. Nothing of it happens from then on. */
export function mortal(
  store: Store,
  perform: Perform,
  dies: { readonly at: number; readonly when: 'before' | 'after' },
) {
  let commits = 0;
  let dead = false;
  let tellDeath = (): void => {};
  const death = new Promise<'dead'>((resolve) => {
    tellDeath = () => resolve('dead');
  });
  const nothing = new Promise<never>(() => {});
  const die = (): Promise<never> => {
    dead = true;
    tellDeath();
    return nothing;
  };
  const dying: Store = {
    ...store,
    commit: async (commit) => {
      if (dead) return nothing;
      commits += 1;
      if (commits === dies.at && dies.when === 'before') return die();
      const result = await store.commit(commit);
      return commits === dies.at ? die() : result;
    },
  };
  return {
    store: dying,
    perform: (async (...given) => (dead ? nothing : perform(...given))) satisfies Perform,
    death,
    commits: () => commits,
  };
}

import type { Store } from '../../src/journal/store.ts';

/** A store as a process sees it that dies at its next commit after so many, and hears nothing of that one. */
export function dyingStore(store: Store, writes: number): { readonly store: Store; readonly death: Promise<'dead'> } {
  const { promise: death, resolve: die } = Promise.withResolvers<'dead'>();
  let made = 0;
  return {
    store: {
      ...store,
      commit: async (commit) => {
        made += 1;
        if (made <= writes) return store.commit(commit);
        die('dead');
        return new Promise<never>(() => undefined);
      },
    },
    death,
  };
}

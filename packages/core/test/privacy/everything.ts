import type { Store } from '../../src/index.ts';

/** Everything that a store gives to read, as text to be searched. */
export const everything = (store: Store): string =>
  JSON.stringify([
    store.streams('').map((stream) => store.entries(stream)),
    [...store.tickets()],
    store.tasks({}),
    store.deadLetters(),
    store.runs({}).map(({ run }) => store.checkpoint(run)),
  ]);

import { isDeepStrictEqual } from 'node:util';
import { loadRun } from '../../../src/execution/load-run.ts';
import { replayRun } from '../../../src/execution/replay-run.ts';
import type { Law } from './law.ts';
import { journalOf } from './journal.ts';

export const chainsAreWhole: Law = {
  name: 'chains are whole',
  says: 'Every chain and every seal verifies, and the store holds what was committed, no more and no less.',
  breaches: (history) => {
    const { store } = history;
    const found = store.verify();
    if (!found.ok) return [`${found.stream} ${found.sequence}: ${found.problem}`];
    const kept = store.streams('').filter((stream) => stream !== 'seal').reduce((sum, stream) => sum + (store.head(stream)?.sequence ?? 0), 0); // prettier-ignore
    const { length } = journalOf(history).lines;
    return kept === length ? [] : [`${length} entries were committed, and ${kept} are kept`];
  },
};

export const replaysTheSame: Law = {
  name: 'replays the same',
  says: 'The history of a run, folded anew, is its state, its checkpoint and its listing.',
  breaches: ({ store, bundle }) => {
    const host = { store, bundleOf: () => bundle };
    return store.runs({}).flatMap(({ run }) => {
      const replay = replayRun(host, run);
      if (!replay.ok) return [`${run} ${replay.sequence}: ${replay.problem}`];
      const plain = (state: unknown): unknown => JSON.parse(JSON.stringify(state));
      const same = isDeepStrictEqual(plain(loadRun(host, run)?.state), plain(replay.state));
      return same ? [] : [`${run}: read from its checkpoint it is another`];
    });
  },
};

import type { JsonObject } from '@deskbook/policies';
import type { StreamId } from '../../journal/journal-entry.ts';
import type { Store } from '../../journal/store.ts';
import type { Told } from './observe.ts';

/** What went on record of runs and sessions since it was last asked, and all of it so far: in the order of time, and each chain in its own. */
export function tellNew(store: Store): () => { readonly told: readonly Told[]; readonly history: readonly Told[] } {
  const read = new Map<StreamId, number>();
  const history: Told[] = [];
  return () => {
    const fresh = ['run:', 'session:'].flatMap((prefix) =>
      store.streams(prefix).flatMap((stream) => {
        const entries = store.entries(stream, read.get(stream) ?? 0);
        read.set(stream, entries.at(-1)?.sequence ?? read.get(stream) ?? 0);
        const run = stream.slice(prefix.length);
        return entries.map(({ at, body }) => ({ at, run, entry: body satisfies JsonObject }));
      }),
    );
    const told = fresh
      .toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at))
      .map(({ run, entry }) => ({ run, entry }));
    history.push(...told);
    return { told, history };
  };
}

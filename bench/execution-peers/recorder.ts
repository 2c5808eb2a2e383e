import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import type { Commit, Store } from '@deskbook/core';

/** What went into the database in one transaction. */
export interface Group {
  readonly entries: readonly Entry[];
  readonly runs: readonly { readonly run: string; readonly row: string }[];
  readonly checkpoints: readonly { readonly run: string; readonly sequence: number; readonly state: string }[];
}

/** An entry as it stands in the database. `chain` is a number. */
export interface Entry {
  readonly chain: number;
  readonly sequence: number;
  readonly bytes: Uint8Array;
  readonly hash: string;
}

/** A store that can say what was written to it, and what of it in one go. */
export interface Recorder {
  readonly store: Store;
  /** Lets something happen, and says what was written from the moment it says that it settles. */
  readonly record: (path: string, act: (settling: () => void) => Promise<unknown>) => Promise<readonly Group[]>;
}

/** Watches what goes to a store: commits of one tick are one group. */
export function openRecorder(store: Store): Recorder {
  let groups: Commit[][] | null = null;
  let together: Commit[] | null = null;
  const commit: Store['commit'] = (each) => {
    if (groups !== null && together === null) {
      groups.push((together = []));
      setImmediate(() => (together = null));
    }
    together?.push(each);
    return store.commit(each);
  };
  return {
    store: { ...store, commit },
    async record(path, act) {
      const recorded: Commit[][] = [];
      let before = 0;
      await act(() => {
        before = entriesIn(path);
        groups = recorded;
      });
      groups = null;
      return readGroups(path, before, recorded);
    },
  };
}

function entriesIn(path: string): number {
  const database = new DatabaseSync(path, { readOnly: true });
  const row = database.prepare('SELECT max(position) AS n FROM entries').get();
  database.close();
  return Number(row?.['n'] ?? 0);
}

/** The rows of each group, as they are in the database. A seal belongs to the group of the commit before it. */
function readGroups(path: string, before: number, recorded: readonly (readonly Commit[])[]): readonly Group[] {
  const database = new DatabaseSync(path, { readOnly: true });
  const seal = Number(database.prepare("SELECT number FROM heads WHERE stream = 'seal'").get()?.['number'] ?? -1);
  const select = 'SELECT chain, sequence, bytes, hash FROM entries WHERE position > ? ORDER BY position';
  const rows = database.prepare(select).all(before) as unknown as readonly Entry[];
  database.close();
  let next = 0;
  const groups = recorded.map((commits): Group => {
    const entries: Entry[] = [];
    let own = commits.reduce((sum, { append }) => sum + append.length, 0);
    for (let row = rows[next]; row !== undefined && (own > 0 || row.chain === seal); row = rows[next]) {
      entries.push(row);
      if (row.chain !== seal) own -= 1;
      next += 1;
    }
    return { entries, runs: runsOf(commits), checkpoints: checkpointsOf(commits) };
  });
  assert.equal(next, rows.length, 'every entry that was written is in a group');
  return groups;
}

const runsOf = (commits: readonly Commit[]): Group['runs'] =>
  commits.flatMap(({ runs = [] }) => runs.map((run) => ({ run: run.run, row: JSON.stringify(run) })));

const checkpointsOf = (commits: readonly Commit[]): Group['checkpoints'] =>
  commits.flatMap(({ checkpoints = [] }) =>
    checkpoints.map(({ run, sequence, state }) => ({ run, sequence, state: JSON.stringify(state) })),
  );

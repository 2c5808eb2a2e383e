import { applyCommit } from './apply-commit.ts';
import { seal } from './seal.ts';
import type { Commit, CommitResult } from './store.ts';
import type { CommitTables } from './tables.ts';

/** How many commits go into a store before it is sealed again. */
export const COMMITS_PER_SEAL = 256;

/** What went into a store since its last seal: how many commits, and the time of the latest entry among them. */
export interface Unsealed {
  readonly commits: number;
  readonly latest: string | null;
}

/** A store, or a process's part in it, of which nothing is left to seal. */
export const SEALED: Unsealed = { commits: 0, latest: null };

/**
 * Takes a commit by the rules of `applyCommit`, or refuses it, and seals the store whenever enough of them went in.
 *
 * @throws TypeError for a commit that no caller should make.
 */
export function takeCommit(
  tables: CommitTables,
  unsealed: Unsealed,
  commit: Commit,
): { readonly result: CommitResult; readonly unsealed: Unsealed } {
  const result = applyCommit(tables, commit);
  if (!result.ok) return { result, unsealed };
  const commits = unsealed.commits + 1;
  const latest = commit.append.at(-1)?.at ?? unsealed.latest;
  if (commits < COMMITS_PER_SEAL || latest === null) return { result, unsealed: { commits, latest } };
  seal(tables, latest);
  return { result, unsealed: { commits: 0, latest } };
}

import { type Commit, type CommitResult, type Unsealed, seal, takeCommit } from '@deskbook/core/stores';
import { type GroupChanges, type GroupFound, groupTables } from './group-tables.ts';

/** What is asked for: a commit, or null for a seal of everything that is not yet sealed. */
export type Asked = Commit | null;

/** How one of a group came out. */
export type Outcome = { readonly result: CommitResult } | { readonly error: unknown };

/** What becomes of a group. */
export interface Decided {
  /** One for each that was asked, in their order. */
  readonly outcomes: readonly Outcome[];
  readonly changes: GroupChanges;
  readonly unsealed: Unsealed;
  /** The runs that have to be looked at because of those that were taken. */
  readonly turns: readonly string[];
  /** Whether there is anything to write. */
  readonly changed: boolean;
}

/** Decides a group over what was found, by the rules of every store. Each is taken or refused by itself, and sees those before it. */
export function decideGroup(
  group: readonly Asked[],
  found: GroupFound,
  before: Unsealed,
  turnsOf: (commit: Commit) => readonly string[],
): Decided {
  const tables = groupTables(found);
  const turns: string[] = [];
  let unsealed = before;
  let changed = false;
  const decide = (asked: Asked): CommitResult => {
    if (asked === null) {
      if (unsealed.latest !== null && seal(tables, unsealed.latest)) changed = true;
      unsealed = { ...unsealed, commits: 0 };
      return { ok: true, heads: {} };
    }
    const next = turnsOf(asked);
    const taken = takeCommit(tables, unsealed, asked);
    unsealed = taken.unsealed;
    if (taken.result.ok) turns.push(...next);
    changed ||= taken.result.ok;
    return taken.result;
  };
  const outcomes = group.map((asked): Outcome => {
    const entries = tables.total();
    try {
      return { result: decide(asked) };
    } catch (error) {
      // Rules throw before anything is written. Where something was, as when the last seal can't be read, nobody's commit is made.
      if (tables.total() !== entries) throw error;
      return { error };
    }
  });
  return { outcomes, changes: tables.changes(), unsealed, turns, changed };
}

import { COMMITS_PER_SEAL, type Commit, StoreError } from '@deskbook/core/stores';
import type { Session } from './connection.ts';
import { type Asked, type Outcome, decideGroup } from './decide-group.ts';
import { BEGIN, type Send, beginGroup, readForSeal, sendOver } from './read-group.ts';
import { statement } from './statement.ts';
import { writeGroup } from './write-group.ts';

/** On whose behalf a group is written. */
export interface Writer {
  /** This opening of the store. */
  readonly id: string;
  readonly worker: string | null;
  readonly turnsOf: (commit: Commit) => readonly string[];
}

/** The transaction was sent to be committed and the answer did not come: it may have been, or not. */
export class UnansweredCommit extends Error {
  readonly outcomes: readonly Outcome[];

  constructor(outcomes: readonly Outcome[], cause: unknown) {
    super('the answer to a commit was lost', { cause });
    this.name = 'UnansweredCommit';
    this.outcomes = outcomes;
  }
}

const COMMIT = statement('commit', 'COMMIT');
const ROLLBACK = statement('rollback', 'ROLLBACK');
const TURN = statement('turn', 'SELECT 1 FROM deskbook.log FOR UPDATE');
const LAST_GROUP = statement('last_group', 'SELECT last_group FROM deskbook.writers WHERE writer = $1::uuid');
const LEAVE = statement('leave', 'DELETE FROM deskbook.writers WHERE writer = $1::uuid');

/**
 * Decides a group of commits in one transaction and makes those that are taken. Two round trips: all that is read is sent at once, and so
 * is all that is written.
 *
 * @throws UnansweredCommit; StoreError `fenced`; or what the database said, and then nothing was written.
 */
export async function commitGroup(
  session: Session,
  group: readonly Asked[],
  writer: Writer,
  number: number,
): Promise<readonly Outcome[]> {
  // prettier-ignore
  const send = sendOver(session);
  const commits = group.filter((asked) => asked !== null);
  const start = await beginGroup(send, commits, writer.worker);
  if (start.fenced) {
    await send([[ROLLBACK, []]]);
    throw new StoreError('fenced', 'this worker gave no sign of life in time, and its work was given to others');
  }
  const sealing = commits.length < group.length || start.unsealed.commits + commits.length >= COMMITS_PER_SEAL;
  const found = sealing ? await readForSeal(send, start.found) : start.found;
  const decided = decideGroup(group, found, start.unsealed, writer.turnsOf);
  if (!decided.changed) {
    await send([[ROLLBACK, []]]);
    return decided.outcomes;
  }
  const written = writeGroup({ ...decided, entries: found.entries, writer: writer.id, group: number });
  try {
    await send([...written, [COMMIT, []]]);
  } catch (error) {
    throw new UnansweredCommit(decided.outcomes, error);
  }
  return decided.outcomes;
}

/**
 * Whether a group that was sent to be committed is there. Waits for its turn first: a transaction that is still under way has the turn, so
 * what is read then is how that one ended.
 */
export async function wasCommitted(session: Session, writer: Writer, number: number): Promise<boolean> {
  const [, , rows] = await sendOver(session)([
    [BEGIN, []],
    [TURN, []],
    [LAST_GROUP, [writer.id]],
    [ROLLBACK, []],
  ]);
  return Number(rows?.[0]?.[0] ?? 0) >= number;
}

/** Takes a writer's row away: nobody will ask for its groups any more. */
export const forgetWriter = (send: Send, writer: Writer): Promise<unknown> => send([[LEAVE, [writer.id]]]);

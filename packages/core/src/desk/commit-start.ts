import type { Commit, CommitResult } from '../journal/store.ts';
import type { DeskParts } from './desk-parts.ts';

/**
 * Commits what may begin or stop runs. Where the store fails nobody can tell whether it was made all the same (a connection that was lost):
 * then everything that is open is looked at again, since whoever asks once more may be told that it is a duplicate.
 */
export async function commitStart(
  { store, executor }: Pick<DeskParts, 'store' | 'executor'>,
  commit: Commit,
): Promise<CommitResult> {
  try {
    return await store.commit(commit);
  } catch (fault) {
    executor.touchAll();
    throw fault;
  }
}

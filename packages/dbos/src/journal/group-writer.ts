import { randomUUID } from 'node:crypto';
import { type Commit, type CommitResult, StoreError } from '@deskbook/core/stores';
import { again } from './again.ts';
import { type Session, type SessionLimits, openSession } from './connection.ts';
import type { Asked, Outcome } from './decide-group.ts';
import { UnansweredCommit, type Writer, commitGroup, forgetWriter, wasCommitted } from './group-transaction.ts';
import { sendOver } from './read-group.ts';

/** Who writes, and to where. */
export interface GroupWriterOptions extends Omit<Writer, 'id'> {
  readonly url: string;
  readonly name: string;
  readonly limits: SessionLimits;
  /** How long, in milliseconds, a group is tried again for. */
  readonly patience: number;
}

/** Makes commits, each durable when its promise resolves. */
export interface GroupWriter {
  commit(commit: Commit): Promise<CommitResult>;
  /** Makes what is queued, seals what was written since the last seal, and ends its session. */
  close(): Promise<void>;
}

interface Queued {
  readonly asked: Asked;
  readonly resolve: (result: CommitResult) => void;
  readonly reject: (reason: unknown) => void;
}

/** No turn lasts long, whoever waits behind it. */
const LARGEST_GROUP = 128;

/**
 * Commits that were queued while the last transaction was under way share the next one, and so one flush to disk and one turn among all
 * processes. Each is taken or refused by itself.
 */
export function groupWriter(options: GroupWriterOptions): GroupWriter {
  const made = groupMaker(options);
  let queue: Queued[] = [];
  let working: Promise<void> | null = null;
  let closing: Promise<void> | null = null;
  let wrote = false;

  const work = async (): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve));
    while (queue.length > 0) {
      const group = queue.slice(0, LARGEST_GROUP);
      queue = queue.slice(LARGEST_GROUP);
      await tell(group, made.make);
    }
    made.rest();
    working = null;
  };
  const put = (asked: Asked): Promise<CommitResult> =>
    new Promise((resolve, reject) => {
      queue.push({ asked, resolve, reject });
      working ??= work();
    });
  const finish = async (): Promise<void> => {
    try {
      if (wrote) await put(null);
    } catch (error) {
      // Whoever has its work now seals it.
      if (!(error instanceof StoreError && error.code === 'fenced')) throw error;
    } finally {
      await working;
      await made.end();
    }
  };
  return {
    commit(commit) {
      if (closing !== null) return Promise.reject(new StoreError('closed', 'the store is closed'));
      wrote = true;
      return put(commit);
    },
    close: () => (closing ??= finish()),
  };
}

/** Tells everybody of a group how it came out for them. */
async function tell(group: readonly Queued[], make: GroupMaker['make']): Promise<void> {
  try {
    const outcomes = await make(group.map(({ asked }) => asked));
    for (const [index, outcome] of outcomes.entries()) {
      if ('error' in outcome) group[index]?.reject(outcome.error);
      else group[index]?.resolve(outcome.result);
    }
  } catch (error) {
    for (const { reject } of group) reject(error);
  }
}

interface GroupMaker {
  /** One outcome for each. */
  make(group: readonly Asked[]): Promise<readonly Outcome[]>;
  /** There is nothing to make for now. */
  rest(): void;
  end(): Promise<void>;
}

/** Makes groups, one at a time, over one session at a time: another one whenever that was lost. */
function groupMaker({ patience, ...options }: GroupWriterOptions): GroupMaker {
  const writer: Writer = { ...options, id: randomUUID() };
  let session: Session | null = null;
  let last = 0;

  const opened = async (): Promise<Session> => {
    session ??= await openSession({ ...options, pipeline: true });
    session.ref();
    return session;
  };
  /** Its transaction is undone by the server, which notices that nobody is there any more. */
  const drop = (): void => {
    void session?.end().catch(() => {});
    session = null;
  };
  const attempt = async (group: readonly Asked[], number: number): Promise<readonly Outcome[]> => {
    try {
      return await commitGroup(await opened(), group, writer, number);
    } catch (error) {
      drop();
      if (!(error instanceof UnansweredCommit)) throw error;
      const settled = await again(patience, async () => wasCommitted(await opened(), writer, number), drop);
      if (settled) return error.outcomes;
      throw error.cause;
    }
  };
  const make = async (group: readonly Asked[]): Promise<readonly Outcome[]> => {
    try {
      return await again(patience, () => attempt(group, (last += 1)), drop);
    } catch (error) {
      if (error instanceof StoreError || group.length === 1) throw error;
      // One of them is what the database won't have, and it takes none of the others with it.
      const outcomes: Outcome[] = [];
      for (const asked of group)
        outcomes.push(...(await make([asked]).catch((reason: unknown) => [{ error: reason }])));
      return outcomes;
    }
  };
  return {
    make,
    // A desk that nobody closed does not keep its process.
    rest: () => session?.unref(),
    async end() {
      if (session === null) return;
      session.ref();
      await forgetWriter(sendOver(session), writer).catch(() => {});
      await session.end().catch(() => {});
    },
  };
}

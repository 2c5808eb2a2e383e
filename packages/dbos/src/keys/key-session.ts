import { StoreError } from '@deskbook/core/stores';
import { again } from '../journal/again.ts';
import { type Session, openSession } from '../journal/connection.ts';
import { type Send, sendOver } from '../journal/read-group.ts';

/** One session over which keys are made and destroyed, opened again whenever it was lost. */
export interface KeySession {
  /**
   * Does something over it, one caller after the other, and again from the beginning where the session was lost, for so many milliseconds.
   *
   * @throws StoreError `unavailable` when the database could not do it in time, `closed` after `close`.
   */
  run<Result>(work: (send: Send) => Promise<Result>, patience: number): Promise<Result>;
  /** Takes no more, and ends it once what it was given is done. */
  close(): void;
}

const LIMITS = { connect: 5_000, statement: 15_000, lock: 10_000, idleInTransaction: 2_000 };

/** A session that is opened when it is first needed. It does not keep its process alive but while it is at work. */
export function keySession(url: string): KeySession {
  let session: Session | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let isClosed = false;

  const opened = async (): Promise<Session> => {
    session ??= await openSession({ url, name: 'deskbook keys', limits: LIMITS, pipeline: true });
    session.ref();
    return session;
  };
  /** What it was in the midst of is undone with it. */
  const drop = (): void => {
    void session?.end().catch(() => {});
    session = null;
  };
  return {
    run(work, patience) {
      if (isClosed) return Promise.reject(new StoreError('closed', 'the keys are closed'));
      const turn = last.then(() => again(patience, async () => work(sendOver(await opened())), drop));
      last = turn.catch(() => null).then(() => session?.unref());
      return turn;
    },
    close() {
      isClosed = true;
      void last.then(drop);
    },
  };
}

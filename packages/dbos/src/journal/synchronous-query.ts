import { once } from 'node:events';
import { MessageChannel, Worker, receiveMessageOnPort } from 'node:worker_threads';
import { StoreError } from '@deskbook/core/stores';
import type { SessionLimits, Trouble } from './connection.ts';
import type { Row, Statement } from './statement.ts';

/** What the thread that asks is given. */
export interface ReadThreadData {
  readonly url: string;
  readonly name: string;
  readonly limits: SessionLimits;
  /** How long, in milliseconds, it goes on trying to reach the server. */
  readonly patience: number;
  /** Holds the number of the last question that was answered. */
  readonly bell: SharedArrayBuffer;
}

/** What is asked of the thread. `once`: it must not be asked again over another session, as it would mean another thing there. */
export interface Question {
  readonly id: number;
  readonly statement: Statement & { readonly once?: boolean };
  readonly values: readonly unknown[];
}

/** What the thread answers. */
export type Answer =
  | { readonly id: number; readonly rows: readonly Row[] }
  | { readonly id: number; readonly failure: { readonly trouble: Trouble; readonly message: string } };

/** Asks the database and waits for the answer. */
export interface SynchronousQuery {
  /** @throws StoreError `unavailable` when the server can't be reached, `closed` after `close`; Error for what it refused. */
  ask(statement: Question['statement'], values?: readonly unknown[]): readonly Row[];
  /** Ends the session and the thread. */
  close(): Promise<void>;
}

/**
 * A session of its own in a thread of its own, which can be waited for: the desk reads its store synchronously wherever it stands. What
 * waits is the thread that asks, on a number in shared memory; it is told within a fraction of a millisecond.
 */
export function synchronousQuery(data: Omit<ReadThreadData, 'bell'>): SynchronousQuery {
  const bell = new SharedArrayBuffer(4);
  const rung = new Int32Array(bell);
  const { port1: port, port2 } = new MessageChannel();
  const file = import.meta.url.endsWith('.ts') ? './read-thread.ts' : './read-thread.js';
  const thread = new Worker(new URL(file, import.meta.url), { workerData: { ...data, bell, port: port2 }, transferList: [port2], execArgv: [] }); // prettier-ignore
  // A desk that nobody closed does not keep its process.
  thread.unref();
  port.unref();
  let last = 0;
  let closed = false;
  const receive = (id: number): Answer => {
    for (let message = receiveMessageOnPort(port); message !== undefined; message = receiveMessageOnPort(port)) {
      const answer = message.message as Answer;
      if (answer.id === id) return answer;
    }
    throw new StoreError('unavailable', 'the thread that reads the store gave no answer');
  };
  return {
    ask(statement, values = []) {
      if (closed) throw new StoreError('closed', 'the store is closed');
      const id = (last += 1);
      port.postMessage({ id, statement, values } satisfies Question);
      const { connect, statement: longest } = data.limits;
      const until = Date.now() + data.patience + connect + longest + 1_000;
      for (let seen = Atomics.load(rung, 0); seen !== id; seen = Atomics.load(rung, 0)) {
        if (Atomics.wait(rung, 0, seen, Math.max(0, until - Date.now())) === 'timed-out') {
          throw new StoreError('unavailable', 'the database gave no answer in time');
        }
      }
      const answer = receive(id);
      if ('rows' in answer) return answer.rows;
      const { trouble, message } = answer.failure;
      if (trouble === 'refused') throw new Error(`the database refused what was asked: ${message}`);
      throw new StoreError('unavailable', `the database cannot be read: ${message}`);
    },
    async close() {
      if (closed) return;
      closed = true;
      thread.ref();
      const left = once(thread, 'exit');
      const impatient = setTimeout(() => void thread.terminate(), 1_000);
      port.close();
      await left;
      clearTimeout(impatient);
    },
  };
}

import { MessageChannel, type MessagePort, Worker, receiveMessageOnPort } from 'node:worker_threads';
import { StoreError } from '@deskbook/core/stores';
import type { SessionOptions, Trouble } from './connection.ts';
import type { Row, Statement } from './statement.ts';

/** The session over which a store is read. */
export interface ReadSession extends SessionOptions {
  /** How long, in milliseconds, the server is looked for when it is away. */
  readonly patience: number;
}

/** What is asked. `once`: not again over another session, where it would mean another thing. */
export interface Question {
  readonly id: number;
  readonly store: number;
  readonly statement: Statement & { readonly once?: boolean };
  readonly values: readonly unknown[];
}

/** What the thread is told. It answers questions alone. */
export type Message =
  | Question
  | { readonly store: number; readonly open: ReadSession }
  | { readonly store: number; readonly close: true };

/** What the thread answers. */
export type Answer =
  | { readonly id: number; readonly rows: readonly Row[] }
  | { readonly id: number; readonly failure: { readonly trouble: Trouble; readonly message: string } };

/** Asks a database and waits for the answer. */
export interface SynchronousQuery {
  /** @throws StoreError `unavailable` when the server can't be reached, `closed` after `close`; Error for what it refused. */
  ask(statement: Question['statement'], values?: readonly unknown[]): readonly Row[];
  /** Lets the session go. */
  close(): void;
}

/**
 * A session in another thread, which can be waited for: the desk reads its store synchronously wherever it stands. What waits is the thread
 * that asks, on a number in shared memory; it is told within a fraction of a millisecond. Since only one can wait at a time, there is one
 * such thread for all stores of a process.
 */
export function synchronousQuery(session: ReadSession): SynchronousQuery {
  const thread = (shared ??= startThread());
  const store = (stores += 1);
  const { patience, limits } = session;
  const longest = patience + 2 * limits.connect + limits.statement;
  let closed = false;
  thread.port.postMessage({ store, open: session } satisfies Message, []);
  return {
    ask(statement, values = []) {
      if (closed) throw new StoreError('closed', 'the store is closed');
      const id = (questions += 1);
      thread.port.postMessage({ id, store, statement, values } satisfies Message, []);
      const answer = waitFor(thread, id, longest);
      if ('rows' in answer) return answer.rows;
      const { trouble, message } = answer.failure;
      if (trouble === 'refused') throw new Error(`the database refused what was asked: ${message}`);
      throw new StoreError('unavailable', `the database cannot be read: ${message}`);
    },
    close() {
      if (closed) return;
      closed = true;
      thread.port.postMessage({ store, close: true } satisfies Message, []);
    },
  };
}

interface Thread {
  readonly port: MessagePort;
  /** Holds the number of the last question that was answered. */
  readonly rung: Int32Array;
}

let shared: Thread | null = null;
let stores = 0;
let questions = 0;

function startThread(): Thread {
  const bell = new SharedArrayBuffer(4);
  const { port1: port, port2 } = new MessageChannel();
  const file = import.meta.url.endsWith('.ts') ? './read-thread.ts' : './read-thread.js';
  const thread = new Worker(new URL(file, import.meta.url), { workerData: { bell, port: port2 }, transferList: [port2], execArgv: [] }); // prettier-ignore
  // A desk that nobody closed does not keep its process.
  thread.unref();
  port.unref();
  const own: Thread = { port, rung: new Int32Array(bell) };
  // Should it end, whoever opens a store next has another.
  const forget = (): void => void (shared = shared === own ? null : shared);
  thread.once('error', forget).once('exit', forget);
  return own;
}

function waitFor({ port, rung }: Thread, id: number, longest: number): Answer {
  const until = Date.now() + longest;
  for (let seen = Atomics.load(rung, 0); seen !== id; seen = Atomics.load(rung, 0)) {
    if (Atomics.wait(rung, 0, seen, Math.max(0, until - Date.now())) === 'timed-out') {
      throw new StoreError('unavailable', 'the database gave no answer in time');
    }
  }
  for (let message = receiveMessageOnPort(port); message !== undefined; message = receiveMessageOnPort(port)) {
    const answer = message.message as Answer;
    if (answer.id === id) return answer;
  }
  throw new StoreError('unavailable', 'the thread that reads the store gave no answer');
}

import { type MessagePort, workerData } from 'node:worker_threads';
import { type Session, openSession, troubleOf } from './connection.ts';
import type { Answer, Message, Question, ReadSession } from './synchronous-query.ts';

/** The thread that asks databases while the one that wants to know waits. It serves every store of its process, each over its own session. */
const { port, bell } = workerData as { readonly port: MessagePort; readonly bell: SharedArrayBuffer };
const rung = new Int32Array(bell);
const stores = new Map<number, { readonly options: ReadSession; session: Promise<Session> | null }>();

port.on('message', (message: Message) => {
  if ('open' in message) stores.set(message.store, { options: message.open, session: openSession(message.open) });
  // Whoever asks first is told when there is no session to be had.
  if ('open' in message) stores.get(message.store)?.session?.catch(() => {});
  if ('statement' in message) void answer(message.id, ask(message));
  if ('close' in message) void close(message.store);
});

async function answer(id: number, rows: Promise<readonly (readonly unknown[])[]>): Promise<void> {
  const reply = await rows.then(
    (rows): Answer => ({ id, rows }),
    (error: unknown): Answer => ({ id, failure: { trouble: troubleOf(error), message: messageOf(error) } }),
  );
  port.postMessage(reply);
  Atomics.store(rung, 0, id);
  Atomics.notify(rung, 0);
}

/** Asks, and asks again over another session where that one was lost, until whoever waits would have had enough. */
async function ask({ store, statement, values }: Question): Promise<readonly (readonly unknown[])[]> {
  const own = stores.get(store);
  if (own === undefined) throw new TypeError(`nothing opened the store ${store}`);
  const until = Date.now() + own.options.patience;
  for (let pause = 20; ; pause = Math.min(pause * 2, 250)) {
    try {
      const session = await (own.session ??= openSession(own.options));
      return (await session.query<unknown[]>({ ...statement, values: [...values], rowMode: 'array' })).rows;
    } catch (error) {
      const trouble = troubleOf(error);
      if (trouble === 'session_lost') void end(own);
      const hopeless = trouble === 'refused' || trouble === 'exhausted';
      if (hopeless || statement.once === true || Date.now() + pause > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

async function close(store: number): Promise<void> {
  const own = stores.get(store);
  stores.delete(store);
  if (own !== undefined) await end(own);
}

async function end(own: { session: Promise<Session> | null }): Promise<void> {
  const lost = own.session;
  own.session = null;
  await lost?.then((session) => session.end()).catch(() => {});
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

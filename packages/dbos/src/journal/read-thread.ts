import { type MessagePort, workerData } from 'node:worker_threads';
import { type Session, openSession, troubleOf } from './connection.ts';
import type { Answer, Question, ReadThreadData } from './synchronous-query.ts';

/** The thread that asks the database while the one that wants to know waits. */
const { url, name, limits, patience, port, bell } = workerData as ReadThreadData & { readonly port: MessagePort };
const rung = new Int32Array(bell);
let session: Session | null = null;

port.on('message', (question: Question) => void answer(question));
port.on('close', () => void dropSession());

async function answer({ id, statement, values }: Question): Promise<void> {
  const reply = await ask(statement, values).then(
    (rows): Answer => ({ id, rows }),
    (error: unknown): Answer => ({ id, failure: { trouble: troubleOf(error), message: messageOf(error) } }),
  );
  port.postMessage(reply);
  Atomics.store(rung, 0, id);
  Atomics.notify(rung, 0);
}

/** Asks, and asks again over another session where that one was lost, until whoever waits would have had enough. */
async function ask(
  statement: Question['statement'],
  values: Question['values'],
): Promise<readonly (readonly unknown[])[]> {
  const until = Date.now() + patience;
  for (let pause = 20; ; pause = Math.min(pause * 2, 250)) {
    try {
      session ??= await openSession({ url, name, limits });
      return (await session.query<unknown[]>({ ...statement, values: [...values], rowMode: 'array' })).rows;
    } catch (error) {
      const trouble = troubleOf(error);
      if (trouble === 'session_lost') await dropSession();
      const hopeless = trouble === 'refused' || trouble === 'exhausted';
      if (hopeless || statement.once === true || Date.now() + pause > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

async function dropSession(): Promise<void> {
  const lost = session;
  session = null;
  await lost?.end().catch(() => {});
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

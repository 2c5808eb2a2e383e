import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { DeskOptions } from '@deskbook/core';
import type { EffectQueues } from '@deskbook/dbos';
import type { Bundle } from '@deskbook/dsl/bundle';
import { type ClockFace, clockFace, show } from './shared-clock.ts';

/** A port, as another thread may call it: its methods take and give plain data. */
type Port = { readonly [method: string]: (...given: readonly unknown[]) => unknown };

/** What the thread is told. */
export type Order =
  | { readonly open: Opening }
  | { readonly close: true }
  | { readonly answer: number; readonly result: unknown }
  | { readonly answer: number; readonly fault: string };

/** What a worker is opened with there. */
export interface Opening {
  readonly url: string;
  readonly queues: EffectQueues;
  readonly bundle: Bundle;
  readonly face: ClockFace;
  /** The methods of each port that is answered here. */
  readonly ports: { readonly [port: string]: readonly string[] };
}

/** What the thread says. */
export type Word =
  | { readonly opened: string }
  | { readonly closed: true }
  | { readonly failed: string }
  | { readonly ask: number; readonly port: string; readonly method: string; readonly given: readonly unknown[] };

/** What it is opened with: the world, and the time, are those of the thread that asks. */
export type SecondWorkerOptions = Omit<DeskOptions, 'store'> & Pick<Opening, 'url' | 'queues'>;

/** A worker of DBOS beside the one this process has. */
export interface SecondWorker {
  /** Opens it over a database. */
  open(options: SecondWorkerOptions): Promise<void>;
  /** Has it leave in good order, if it is open. */
  close(): Promise<void>;
  /** Ends its thread. */
  end(): Promise<void>;
}

/** Begins a thread with a module graph of its own, in which one worker is open at a time: DBOS is one for a module graph. */
export function secondWorker(): SecondWorker {
  const execArgv = ['--conditions=@deskbook/source', '--no-deprecation'];
  const thread = new Worker(join(import.meta.dirname, 'second-worker-thread.ts'), { execArgv });
  const tell = (order: Order): void => thread.postMessage(order, []);
  let world = new Map<string, Port>();
  let open = new AbortController();
  open.abort();

  thread.on('message', (word: Word) => {
    if ('ask' in word) void answer(word);
  });

  async function answer({ ask, port, method, given }: Extract<Word, { readonly ask: number }>): Promise<void> {
    try {
      tell({ answer: ask, result: await world.get(port)?.[method]?.(...given) });
    } catch (fault) {
      tell({ answer: ask, fault: String(fault) });
    }
  }

  /** What it says next, but for what it asks. */
  async function heard(): Promise<void> {
    for (;;) {
      const [word] = (await once(thread, 'message')) as [Word];
      if ('failed' in word) throw new Error(word.failed);
      if (!('ask' in word)) return;
    }
  }

  return {
    async open(options) {
      const { url, queues, bundle, perform, clock } = options;
      if (clock === undefined) throw new Error('whoever opens a second worker shows it the time');
      open = new AbortController();
      const face = clockFace();
      void show(clock, face, open.signal);
      // Nobody here looks at how an action goes on, or whether it is still waited for.
      const asked: Port['perform'] = (action, input, how) => perform(action as string, input as never, { ...(how as Parameters<typeof perform>[2]), signal: open.signal }); // prettier-ignore
      world = new Map([...portsOf(options), ['perform', { perform: asked }]]);
      const ports = Object.fromEntries([...world].map(([name, port]) => [name, Object.keys(port)]));
      tell({ open: { url, queues, bundle, face, ports } });
      await heard();
    },
    async close() {
      if (open.signal.aborted) return;
      tell({ close: true });
      await heard();
      open.abort();
    },
    end: async () => void (await thread.terminate()),
  };
}

/** The ports that only read. */
const READ = ['directory', 'assets', 'monitoring', 'knowledge', 'pastTickets', 'secrets', 'helpDesk'] as const;

function portsOf(options: Omit<DeskOptions, 'store'>): readonly (readonly [string, Port])[] {
  return READ.flatMap((name) =>
    options[name] === undefined ? [] : [[name, options[name] as unknown as Port] as const],
  );
}

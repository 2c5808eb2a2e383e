import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** What is lost of a commit: it is sent and its answer does not come back, or it does not even get there. */
export type Lost = 'answer' | 'question';

/** What the proxy is told. It answers each with how many ways it has cut so far. */
export type Order =
  | { readonly cut: Lost }
  | { readonly shut: boolean; readonly for?: number }
  | { readonly count: true };

/** Stands between a store and its server, and cuts the way between them at the moment of a commit. */
export interface CuttingProxy {
  readonly url: string;
  /** At the next commit. */
  cut(what: Lost): Promise<void>;
  /** How many ways were cut. */
  cuts(): Promise<number>;
  /** Lets nobody through from now on, or everybody again. */
  shut(shut: boolean): Promise<void>;
  /** Lets nobody through for so many milliseconds. */
  shutFor(milliseconds: number): Promise<void>;
  close(): Promise<void>;
}

/** Opens one to a server, in a thread of its own: the one of the test waits while the store is read. */
export async function cuttingProxy(server: string): Promise<CuttingProxy> {
  const thread = new Worker(join(import.meta.dirname, 'cutting-proxy-thread.ts'), { workerData: server, execArgv: [] });
  const [port] = (await once(thread, 'message')) as [number];
  const url = new URL(server);
  url.port = String(port);
  const tell = async (order: Order): Promise<number> => {
    const told = once(thread, 'message');
    thread.postMessage(order, []);
    return ((await told) as [number])[0];
  };
  return {
    url: url.href,
    cut: async (what) => void (await tell({ cut: what })),
    cuts: () => tell({ count: true }),
    shut: async (shut) => void (await tell({ shut })),
    shutFor: async (milliseconds) => void (await tell({ shut: true, for: milliseconds })),
    close: async () => void (await thread.terminate()),
  };
}

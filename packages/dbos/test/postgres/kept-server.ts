import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A server that ends with the process that asked for it. */
export interface KeptServer {
  readonly url: string;
  /** Ends it as a crash would, and starts it again at the same place. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts one, kept by a process of its own. */
export async function keptServer(): Promise<KeptServer> {
  // In a group of its own, so that it outlives whoever is killed with the whole of his group, and can tidy up.
  const keeper = spawn(process.execPath, [join(import.meta.dirname, 'keep-server.ts')], { stdio: ['pipe', 'pipe', 'inherit'], detached: true }); // prettier-ignore
  const lines = createInterface({ input: keeper.stdout })[Symbol.asyncIterator]();
  const ready = async (): Promise<string> => {
    const { value, done } = await lines.next();
    if (done === true) throw new Error('the server for the tests did not start');
    return value;
  };
  return {
    url: await ready(),
    async restart() {
      keeper.stdin.write('restart\n');
      await ready();
    },
    async stop() {
      const left = once(keeper, 'exit');
      keeper.stdin.end();
      await left;
    },
  };
}

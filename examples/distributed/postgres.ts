/** A PostgreSQL to try things out with, from this machine or else from npm: `pnpm postgres`. It and all it holds end with Ctrl-C. */
import { startServer } from '../../packages/dbos/test/postgres/server.ts';

const server = await startServer();
console.log(`${server.version}, until Ctrl-C. Everything in it goes with it.\n\n${server.url}`);

const stop = (): void => {
  // Asked twice, it is still stopped once.
  process.removeAllListeners('SIGINT').removeAllListeners('SIGTERM').on('SIGINT', () => {}).on('SIGTERM', () => {}); // prettier-ignore
  void server.stop();
};
process.on('SIGINT', stop).on('SIGTERM', stop);

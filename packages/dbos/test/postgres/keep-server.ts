import { createInterface } from 'node:readline';
import { startServer } from './server.ts';

/**
 * Keeps a server for whoever started this process: says its URL, restarts it when told to, and takes it away when it is told nothing any
 * more, however that came about. A test run that is killed leaves nothing behind.
 */
const server = await startServer();
process.stdout.write(`${server.url}\n`);
for await (const line of createInterface({ input: process.stdin })) {
  if (line !== 'restart') continue;
  await server.restart();
  process.stdout.write(`${server.url}\n`);
}
await server.stop();

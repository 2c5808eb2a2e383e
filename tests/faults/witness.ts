import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';

/** The world, in a process that outlives every desk: it is told of each effect over the network, and counts what it did. */
export interface Witness {
  readonly url: string;
  /** How often each thing was done, by its key. */
  readonly done: ReadonlyMap<string, number>;
}

/** @param takes - how long it takes to do something, in milliseconds. */
export async function openWitness(takes: number): Promise<Witness> {
  const done = new Map<string, number>();
  const server = createServer((request, response) => {
    const [, action = '', key = ''] = (request.url ?? '').split('/').map(decodeURIComponent);
    // It keeps its word: what is idempotent by key it does under a key once.
    if (action === 'card.charge' || !done.has(key)) done.set(key, (done.get(key) ?? 0) + 1);
    setTimeout(() => response.end('{}'), takes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, done };
}

import { once } from 'node:events';
import { type Socket, connect, createServer } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import type { Lost, Order } from './cutting-proxy.ts';

/** The name under which the statement that commits is sent. */
const COMMIT = Buffer.from('deskbook_commit\0');

const target = new URL(String(workerData));
const sockets = new Set<Socket>();
let next: Lost | null = null;
let cuts = 0;
let shut = false;

const proxy = createServer((near) => {
  if (shut) {
    near.destroy();
    return;
  }
  const far = connect(Number(target.port), target.hostname);
  let deaf = false;
  const end = (): void => {
    near.destroy();
    far.destroy();
  };
  for (const socket of [near, far]) {
    sockets.add(socket);
    socket.on('error', end).on('close', () => sockets.delete(socket));
  }
  near.on('close', () => far.end());
  far.on('close', end);
  near.on('data', (data: Buffer) => {
    if (next !== null && data.includes(COMMIT)) {
      cuts += 1;
      if (next === 'question') end();
      else deaf = true;
      next = null;
    }
    if (!far.destroyed) far.write(data);
  });
  far.on('data', (data: Buffer) => {
    if (deaf) end();
    else near.write(data);
  });
});

parentPort?.on('message', (order: Order) => {
  if ('cut' in order) next = order.cut;
  if ('shut' in order) {
    shut = order.shut;
    if (shut) for (const socket of sockets) socket.destroy();
    if (order.for !== undefined) setTimeout(() => (shut = false), order.for);
  }
  parentPort?.postMessage(cuts, []);
});

proxy.listen(0, '127.0.0.1');
await once(proxy, 'listening');
const address = proxy.address();
parentPort?.postMessage(typeof address === 'object' ? address?.port : null, []);

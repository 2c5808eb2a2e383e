import { parentPort } from 'node:worker_threads';
import type { Perform, PerformOptions } from '@deskbook/core';
import { type DeskWorker, type WorkerOptions, openWorker } from '@deskbook/dbos';
import type { Opening, Order, Word } from './second-worker.ts';
import { readClock } from './shared-clock.ts';

/** A worker whose ports are answered by the thread that began this one. */
const asked = new Map<number, PromiseWithResolvers<unknown>>();
let asks = 0;
let worker: DeskWorker | null = null;

const say = (word: Word): void => parentPort?.postMessage(word, []);

function ask(port: string, method: string, given: readonly unknown[]): Promise<unknown> {
  const answer = Promise.withResolvers<unknown>();
  asked.set((asks += 1), answer);
  say({ ask: asks, port, method, given });
  return answer.promise;
}

function farPort(port: string, methods: readonly string[]): { readonly [method: string]: unknown } {
  return Object.fromEntries(methods.map((method) => [method, (...given: unknown[]) => ask(port, method, given)]));
}

const perform: Perform = (action, input, { key, deadline, scopes }) => {
  const plain: Omit<PerformOptions, 'signal'> = { key, deadline, scopes };
  return ask('perform', 'perform', [action, input, plain]) as ReturnType<Perform>;
};

async function open({ face, ports, ...opening }: Opening): Promise<void> {
  const read = Object.fromEntries(Object.entries(ports).map(([name, methods]) => [name, farPort(name, methods)]));
  const options = { ...read, ...opening, keys: null, perform, clock: readClock(face), worker: 'beside' } as unknown;
  worker = await openWorker(options as WorkerOptions);
  say({ opened: worker.name });
}

async function close(): Promise<void> {
  await worker?.close();
  say({ closed: true });
}

const failed = (fault: unknown): void => say({ failed: fault instanceof Error ? (fault.stack ?? '') : String(fault) });

parentPort?.on('message', (order: Order) => {
  if ('open' in order) open(order.open).catch(failed);
  else if ('close' in order) close().catch(failed);
  else if ('fault' in order) asked.get(order.answer)?.reject(new Error(order.fault));
  else asked.get(order.answer)?.resolve(order.result);
});

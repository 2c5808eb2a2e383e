/**
 * A desk in a process of its own, over a store and a witness elsewhere: takes tickets in, works until there is nothing to do, and prints each id
 * once it is accepted. To be killed, stopped and continued.
 */
import { readFileSync, writeSync } from 'node:fs';
import { type Desk, openDesk, sqliteStore, type Perform } from '@deskbook/core';
import { fixturePorts, joinFixtures } from '@deskbook/core/testing';
import { loadBundle } from '@deskbook/dsl/load';

/** Does everything by asking the witness to. */
export function performAt(url: string): Perform {
  return async (action, _, { key, signal }) => {
    await fetch(`${url}/${encodeURIComponent(action)}/${encodeURIComponent(key)}`, { signal });
    return { status: 'done', output: { ticket: 't', message: 'm', comment: 'c' } };
  };
}

/** Opens the desk of a folder over a store. */
export async function openDeskOf(folder: string, store: ReturnType<typeof sqliteStore>, url: string): Promise<Desk> {
  const { bundle, fixtures } = await loadBundle(folder);
  if (bundle === null) throw new Error(`${folder} is broken`);
  const ports = fixturePorts(joinFixtures(Object.values(fixtures)), { bundle });
  return openDesk({ ...ports, bundle, store, perform: performAt(url) });
}

if (import.meta.main) {
  const [folder = '', path = '', url = '', tickets = ''] = process.argv.slice(2);
  const desk = await openDeskOf(folder, sqliteStore(path), url);
  writeSync(1, 'open\n');
  for (const body of readFileSync(tickets, 'utf8').trim().split('\n')) {
    const receipt = await desk.receive({ source: 'cloudevents', headers: {}, body });
    if (receipt.status === 'accepted') writeSync(1, `${receipt.event.id}\n`);
    if (Math.random() < 0.3) void desk.settle().catch(() => {});
  }
  await desk.settle();
  await desk.close();
}

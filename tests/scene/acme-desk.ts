import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDesk } from '@deskbook/core';
import type { Desk, DeskOptions, Perform, RawEvent, Store } from '@deskbook/core';
import { fixturePorts, joinFixtures, virtualClock } from '@deskbook/core/testing';
import type { FixturePorts, VirtualClock } from '@deskbook/core/testing';
import { check, parse } from '@deskbook/dsl';
import type { Bundle, Fixtures } from '@deskbook/dsl/bundle';
import { readBundleFolder } from '@deskbook/dsl/load';

const folder = join(import.meta.dirname, '..', '..', 'examples', 'acme-it');

/** The example's Friday, a little after the messages in `payloads` were sent. */
export const friday = '2026-03-27T14:00:30+01:00';

/** A desk of the example company over a store, with its people and systems in memory. */
export interface AcmeDesk {
  readonly desk: Desk;
  readonly clock: VirtualClock;
  readonly ports: FixturePorts;
  readonly bundle: Bundle;
}

export interface AcmeWish {
  readonly store: Store;
  /** Changes the fixtures before they stand in for the world. */
  readonly change?: (fixtures: Fixtures) => Fixtures;
  readonly perform?: (perform: Perform) => Perform;
  readonly onEntry?: DeskOptions['onEntry'];
  readonly links?: DeskOptions['links'];
}

/** Opens it the way an engineer who embeds the desk does. */
export async function openAcme({
  store,
  change = (same) => same,
  perform,
  onEntry,
  links,
}: AcmeWish): Promise<AcmeDesk> {
  const { bundle, fixtures } = check(parse(await readBundleFolder(folder)));
  if (bundle === null) throw new Error('the example has errors');
  const clock = virtualClock(friday);
  const ports = fixturePorts(change(joinFixtures(Object.values(fixtures))), { bundle, clock });
  const desk = await openDesk({
    ...ports,
    ...(perform && { perform: perform(ports.perform) }),
    ...(onEntry && { onEntry }),
    ...(links && { links }),
    bundle,
    store,
    clock,
  });
  return { desk, clock, ports, bundle };
}

/** A vendor's webhook as it came in: its body, with the headers kept beside it. */
export function webhook(source: string, path: string): RawEvent {
  const body = readFileSync(join(folder, 'payloads', path), 'utf8');
  const headers = JSON.parse(
    readFileSync(join(folder, 'payloads', path.replace('.json', '.headers.json')), 'utf8'),
  ) as RawEvent['headers'];
  return { source, headers, body };
}

/** A CloudEvent of the example. */
export function cloudEvent(name: string): RawEvent {
  return { source: 'cloudevents', headers: {}, body: readFileSync(join(folder, 'events', name), 'utf8') };
}

/** What the manager hands in. */
const form = { justification: 'Lena takes over the monthly closing.', risks: 'She could change booked entries.' };

/** Answers whatever the access request waits for, until it waits for nobody: the manager says why, the security manager says yes. */
export async function answerAccessRequest({ desk }: Pick<AcmeDesk, 'desk'>): Promise<void> {
  await desk.settle();
  for (let [task] = desk.tasks(); task !== undefined; [task] = desk.tasks()) {
    const answered =
      task.kind === 'approval'
        ? await desk.answer(task.task, { by: 'omar', outcome: 'approve', note: 'Until September.' })
        : await desk.answer(task.task, { by: 'max', outcome: 'done', form });
    if (!answered.ok) throw new Error(`not taken: ${answered.reason}`);
    await desk.settle();
  }
}

/** Every entry of every chain, as the bytes that are kept. */
export function journalOf(store: Store): string {
  return store
    .streams('')
    .flatMap((stream) => store.entries(stream).map((entry) => JSON.stringify([stream, entry])))
    .join('\n');
}

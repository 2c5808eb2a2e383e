import type { JsonObject } from '@deskbook/policies';
import type { Bundle, Fixtures, TestDefinition } from '@deskbook/dsl/bundle';
import type { Desk } from '../../desk/desk.ts';
import type { Store } from '../../journal/store.ts';
import { fixturePorts } from '../fixture-ports.ts';
import type { FixturePorts } from '../fixture-ports.ts';
import { joinFixtures } from '../join-fixtures.ts';
import { virtualClock } from '../virtual-clock.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import type { Told } from './observe.ts';
import { tellNew } from './tell-new.ts';
import { type TestHost, inMemory } from './test-host.ts';

/** What a test runs in: a desk over a store in memory, a clock it moves, fixtures in place of the world. */
export interface TestWorld {
  readonly bundle: Bundle;
  readonly store: Store;
  readonly clock: VirtualClock;
  readonly ports: FixturePorts;
  readonly desk: () => Desk;
  /** Lets the process die: what it held in memory is gone, and another opens the same store. */
  readonly crash: () => Promise<void>;
  /** Closes the desk. */
  readonly close: () => Promise<void>;
  /** What went on record, and was asked of the world, since the last time this was called. */
  readonly since: () => {
    readonly told: readonly Told[];
    readonly history: readonly Told[];
    readonly calls: FixturePorts['calls'];
  };
  /** Reads a payload the test names, relative to the bundle. */
  readonly readPayload: (path: string) => string;
}

/** One test of a bundle, with what it needs. */
export interface TestWorldOptions {
  readonly bundle: Bundle;
  readonly test: TestDefinition;
  readonly fixtures: { readonly [id: string]: Fixtures };
  /** Reads a payload the test names, relative to the bundle. */
  readonly readPayload: (path: string) => string;
  /** Where its desk runs; in memory unless told. The test closes it. */
  readonly host?: TestHost;
}

export async function openTestWorld(options: TestWorldOptions): Promise<TestWorld> {
  const { bundle, test, fixtures, readPayload, host = inMemory() } = options;
  const clock = virtualClock(new Date(test.clock).toISOString());
  const used = test.uses.flatMap((id) => fixtures[id] ?? []);
  const ports = fixturePorts(joinFixtures(used), { bundle, clock, mocks: test.mocks, down: test.down });
  const { store } = host;
  await recordGiven(store, test.given, clock.now());
  const open = (): Promise<Desk> => host.open({ ...ports, bundle, clock });
  let desk = await open();
  const told = tellNew(store);
  let calls = 0;
  return {
    bundle,
    store,
    clock,
    ports,
    readPayload,
    desk: () => desk,
    crash: async () => {
      desk = await open();
    },
    close: host.close,
    since: () => {
      const fresh = { ...told(), calls: ports.calls.slice(calls) };
      calls = ports.calls.length;
      return fresh;
    },
  };
}

/** The tickets a test begins with are recorded as if they had come in before it. */
async function recordGiven(store: Store, given: JsonObject, time: string): Promise<void> {
  const { ticket, tickets, ...others } = given;
  const all = [...(ticket === undefined ? [] : [ticket]), ...(Array.isArray(tickets) ? tickets : [])];
  const records = all.flatMap((facts) =>
    isTicket(facts) ? [{ id: facts.id, time, facts: { ...others, ticket: facts } }] : [],
  );
  if (records.length > 0) await store.commit({ expect: {}, append: [], tickets: records });
}

function isTicket(value: unknown): value is JsonObject & { readonly id: string } {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string';
}

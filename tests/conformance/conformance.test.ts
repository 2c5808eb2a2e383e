import { afterAll, describe, expect, test } from 'vitest';
import { runBundleTest } from '@deskbook/core/testing';
import type { Desk } from '@deskbook/core';
import { readCases } from './cases.ts';
import { ALL, partOf } from './extent.ts';
import type { Host, Place } from './host.ts';
import { openHosts } from './hosts.ts';
import { type Journal, journalOf } from './journal.ts';

const { bundle, fixtures, tests } = readCases();
const hosts = openHosts();
const [first] = hosts;
afterAll(() => Promise.all(hosts.map((host) => host.end())));

/** What is on record once a case was lived on a host. Its expectations hold there, and every chain is whole. */
async function live(host: Host, definition: (typeof tests)[number], order: Host['order']): Promise<Journal> {
  const place = await host.newPlace();
  try {
    const readPayload = (path: string): string => path;
    const result = await runBundleTest({ bundle, test: definition, fixtures, readPayload, host: overProcesses(place) });
    expect(result).toMatchObject({ failures: [], unusedMocks: [] });
    expect(place.store.verify()).toMatchObject({ ok: true });
    return journalOf(place.store, order);
  } finally {
    await place.end();
  }
}

/** Whether a case is lived on a host in this run. */
const isLived = ({ cases }: Host, id: string): boolean => ALL || cases === undefined || cases.includes(id);

function overProcesses(place: Place) {
  return {
    store: place.store,
    open: async (options: Parameters<Awaited<ReturnType<Place['process']>>['open']>[0]): Promise<Desk> =>
      (await place.process()).open(options),
    close: async () => {},
  };
}

describe.each(partOf(tests).map((each) => [each.id, each] as const))('%s', (_, definition) => {
  const expected = new Map<Host['order'], Promise<Journal>>();

  test.each(hosts.filter((host) => isLived(host, definition.id)).map((host) => [host.name, host] as const))(
    '%s',
    async (__, host) => {
      if (first === undefined) throw new Error('there are no hosts');
      const { order } = host;
      expected.set(order, expected.get(order) ?? live(first, definition, order));
      const journal = host === first ? await expected.get(order) : await live(host, definition, order);
      expect(Object.keys(journal ?? {}).length).toBeGreaterThan(0);
      expect(journal).toEqual(await expected.get(order));
    },
  );
});

test('every construct there is has its case', () => {
  const nodes = Object.values(bundle.workflows).flatMap((workflow) => workflow.nodes.flatMap((node) => (node.verb.kind === 'each' ? [node, ...node.verb.nodes] : [node]))); // prettier-ignore
  const verbs = new Set(nodes.map(({ verb }) => verb.kind));
  expect([...verbs].toSorted()).toEqual(['approve', 'ask', 'choose', 'decide', 'do', 'each', 'find', 'run', 'task', 'tree', 'wait']); // prettier-ignore
  const acts = new Set(tests.flatMap(({ steps }) => steps.map(({ act }) => act)));
  expect([...acts].toSorted()).toEqual(['after', 'answer', 'approve', 'at', 'cancel', 'crash', 'delegate', 'did', 'event', 'pause', 'reassign', 'reject', 'request', 'respond', 'resume', 'start', 'troubleshoot', 'undo']); // prettier-ignore
});

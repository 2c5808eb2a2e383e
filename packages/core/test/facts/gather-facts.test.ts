import { describe, expect, test } from 'vitest';
import type { Condition, JsonObject } from '@deskbook/policies';
import type { Derivation, FactModel, Fixtures } from '@deskbook/dsl/bundle';
import { gatherFacts, type FactPorts } from '../../src/facts/index.ts';
import { memoryStore } from '../../src/journal/memory-store.ts';
import { fixturePorts } from '../../src/testing/index.ts';
import { fixtures } from '../execution/scene.ts';

const now = '2026-03-02T08:00:00.000Z';
const roots: FactModel['roots'] = {
  ticket: { type: 'ticket' },
  requester: { type: 'person', from: 'ticket.requester' },
  manager: { type: 'person', from: 'requester.manager' },
  asset: { type: 'asset', from: 'ticket.asset' },
  request: { type: 'request' },
  one: { type: 'person', from: 'other.person' },
  other: { type: 'person', from: 'one.person' },
  now: { type: 'time' },
};
const records = { ticket: {}, person: {}, asset: {}, request: {} };

interface Asked {
  readonly needs: readonly string[];
  readonly base?: JsonObject;
  readonly derived?: { readonly [fact: string]: Derivation };
  readonly down?: readonly string[];
  readonly tickets?: readonly { readonly id: string; readonly facts: JsonObject }[];
  readonly fixtures?: Partial<Fixtures>;
}

async function gather({ needs, base = {}, derived = {}, down = [], tickets = [], fixtures: more = {} }: Asked) {
  const world = fixturePorts({ ...fixtures, ...more }, { bundle: { actions: {} }, down });
  const store = memoryStore();
  await store.commit({ expect: {}, append: [], tickets: tickets.map((ticket) => ({ ...ticket, time: now })) });
  const ports: FactPorts = { directory: world.directory, assets: world.assets, store };
  return gatherFacts({ bundle: { facts: { records, roots, derived } }, needs, base, ports, now });
}

const ticket = {
  id: 'T-1',
  requester: 'lena',
  asset: 'LT-1',
  summary: 'No Wi-Fi',
  description: 'Since noon',
  created_at: '2026-03-02T06:00:00Z',
};

describe('roots', () => {
  test('the moment is a fact, not the id of a record to be found', async () => {
    expect(await gather({ needs: ['now'] })).toEqual({ facts: { now }, unavailable: [] });
  });

  test('only what is needed is read', async () => {
    const { facts } = await gather({ needs: ['ticket.summary'], base: { ticket } });
    expect(Object.keys(facts)).toEqual(['ticket', 'now']);
  });

  test('one leads to the next', async () => {
    const { facts, unavailable } = await gather({ needs: ['manager.name', 'asset.os'], base: { ticket } });
    expect(facts).toMatchObject({
      requester: { id: 'lena' },
      manager: { id: 'mia' },
      asset: { id: 'LT-1', os: 'macos' },
    });
    expect(unavailable).toEqual([]);
  });

  test('a person comes with all groups, theirs and those they are in', async () => {
    const { facts } = await gather({ needs: ['requester.groups'], base: { requester: 'anna' } });
    expect(facts['requester']).toMatchObject({ id: 'anna', groups: ['G-agents', 'G-all', 'G-desk'] });
  });

  test('a recorded ticket comes with what was told together with it', async () => {
    const recorded = [{ id: 'T-1', facts: { ticket, request: { until: 'June' } } }];
    const { facts } = await gather({ needs: ['requester.name'], base: { ticket: 'T-1' }, tickets: recorded });
    expect(facts).toMatchObject({
      ticket: { summary: 'No Wi-Fi' },
      request: { until: 'June' },
      requester: { name: 'lena' },
    });
  });

  test.each([
    ['nobody of that id', { requester: 'nobody' }, 'requester'],
    ['no such asset', { asset: 'LT-9' }, 'asset'],
    ['no such ticket', { ticket: 'T-9' }, 'ticket'],
    ['an id of a record nobody can read', { request: 'R-1' }, 'request'],
  ])('%s: absent, and an id is not taken for its record', async (_, base, root) => {
    const { facts, unavailable } = await gather({ needs: [`${root}.id`], base });
    expect(facts[root] ?? null).toBeNull();
    expect(unavailable).toEqual([]);
  });

  test('an outage leaves it absent and named, with what hangs on it', async () => {
    const { facts, unavailable } = await gather({
      needs: ['manager.name', 'asset.os'],
      base: { ticket },
      down: ['directory'],
    });
    expect(facts['requester']).toBeUndefined();
    expect(facts['asset']).toMatchObject({ os: 'macos' });
    expect(unavailable).toEqual([
      { root: 'requester', system: 'directory', reason: 'the directory is down' },
      { root: 'manager', system: 'directory', reason: 'the directory is down' },
    ]);
  });

  test('roots that lead to each other end', async () => {
    const { facts } = await gather({ needs: ['one.name'] });
    expect(facts).toEqual({ now });
  });

  test('the devices of a person are asked for only when they are needed', async () => {
    const { facts } = await gather({ needs: ['requester.assets'], base: { requester: 'lena' } });
    expect(facts['requester']).toMatchObject({ assets: ['LT-1'] });
    const without = await gather({ needs: ['requester.name'], base: { requester: 'lena' } });
    expect(without.facts['requester']).not.toHaveProperty('assets');
    const down = await gather({ needs: ['requester.assets'], base: { requester: 'lena' }, down: ['assets'] });
    expect(down.unavailable).toEqual([{ root: 'requester.assets', system: 'assets', reason: 'the assets is down' }]);
  });
});

describe('derived facts', () => {
  const recent: Condition = {
    kind: 'all',
    of: [
      { kind: 'compare', fact: 'other.asset', operator: 'equals', operand: { fact: 'ticket.asset' }, reference: '' },
    ],
    reference: '',
  };
  const derived: { readonly [fact: string]: Derivation } = {
    'ticket.text': { kind: 'join', of: ['ticket.summary', 'ticket.description'] },
    'ticket.age': { kind: 'since', of: 'ticket.created_at' },
    'ticket.cost': { kind: 'sum', of: ['ticket.parts', 'ticket.work'] },
    'ticket.same_asset': { kind: 'count', of: 'ticket', when: recent },
    'ticket.manager': { kind: 'lookup', in: 'person', by: 'ticket.requester', take: 'manager' },
    'ticket.os': { kind: 'lookup', in: 'asset', by: 'ticket.asset', take: 'os' },
  };
  const tickets = ['T-1', 'T-2', 'T-3'].map((id) => ({
    id,
    facts: { ticket: { id, asset: id === 'T-3' ? 'LT-2' : 'LT-1' } },
  }));

  test('each kind', async () => {
    const { facts } = await gather({
      needs: Object.keys(derived),
      base: { ticket: { ...ticket, parts: 3, work: 4 } },
      derived,
      tickets,
    });
    expect(facts['ticket']).toMatchObject({
      text: 'No Wi-Fi\nSince noon',
      age: 7_200_000,
      cost: 7,
      same_asset: 1,
      manager: 'mia',
      os: 'macos',
    });
  });

  test('a whole root comes with everything derived of it', async () => {
    const { facts } = await gather({ needs: ['ticket'], base: { ticket }, derived, tickets });
    expect(facts['ticket']).toMatchObject({ text: 'No Wi-Fi\nSince noon', same_asset: 1 });
  });

  test('what they are made of is absent: so are they', async () => {
    const { facts } = await gather({
      needs: Object.keys(derived),
      base: { ticket: { id: 'T-1', created_at: 'then', parts: 3 } },
      derived,
    });
    expect(facts['ticket']).toEqual({ id: 'T-1', created_at: 'then', parts: 3, same_asset: 0 });
  });

  test('a look-up that cannot be made is named', async () => {
    const { unavailable } = await gather({ needs: ['ticket.manager'], base: { ticket }, derived, down: ['directory'] });
    expect(unavailable).toEqual([{ root: 'ticket.manager', system: 'directory', reason: 'the directory is down' }]);
  });
});

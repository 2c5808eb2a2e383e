import { describe, expect, test } from 'vitest';
import type { Bundle } from '@deskbook/dsl/bundle';
import { gatherFacts } from '../../src/facts/index.ts';
import type { FactPorts } from '../../src/facts/fact-ports.ts';

const bundle = {
  facts: { records: {}, roots: { monitoring: { type: 'monitoring', from: 'ticket.asset' } }, derived: {} },
} as unknown as Pick<Bundle, 'facts'>;

async function gathered(monitoring: FactPorts['monitoring'], asset: string | null = 'portal') {
  const store = { ticket: () => null, tickets: () => [] };
  const ports = { directory: {} as FactPorts['directory'], store, monitoring };
  return gatherFacts({
    bundle,
    needs: ['monitoring.state'],
    base: { ticket: { asset } },
    ports,
    now: '2026-03-02T09:00:00.000Z',
  });
}

describe('how the thing a ticket is about is doing', () => {
  test('is asked of monitoring', async () => {
    const { facts } = await gathered({ status: async (asset) => ({ state: asset === 'portal' ? 'down' : 'healthy' }) });
    expect(facts['monitoring']).toEqual({ id: 'portal', state: 'down' });
  });

  test.each<[string, FactPorts['monitoring'], string | null]>([
    ['there is no monitoring', undefined, 'portal'],
    ['it does not watch this', { status: async () => null }, 'portal'],
    ['the ticket is about nothing', { status: async () => ({ state: 'down' }) }, null],
  ])('is not known where %s', async (_, monitoring, asset) => {
    const { facts, unavailable } = await gathered(monitoring, asset);
    expect(facts['monitoring'] ?? null).toBeNull();
    expect(unavailable).toEqual([]);
  });

  test('is undecided, and said to be, while monitoring is down', async () => {
    const { facts, unavailable } = await gathered({ status: async () => Promise.reject(new Error('no route')) });
    expect(facts['monitoring']).toBeUndefined();
    expect(unavailable).toEqual([{ root: 'monitoring', system: 'monitoring', reason: 'no route' }]);
  });
});

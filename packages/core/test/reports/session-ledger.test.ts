import { describe, expect, test } from 'vitest';
import type { ActionContract, Bundle } from '@deskbook/dsl/bundle';
import { foldSessionLedger } from '../../src/reports/fold-session-ledger.ts';
import type { Permission } from '../../src/kernel/entry.ts';
import type { SessionEntry, TurnEntry } from '../../src/troubleshooting/index.ts';

const at = '2026-03-02T09:00:00.000Z';
const place = { tree: 'wifi', node: 'turn-on', visit: 1 };
const plain = { type: 'text', list: false, optional: false, personal: false, secret: false, future: false } as const;

const bundle = {
  languages: ['en'],
  actions: {
    'device.toggle_wifi': {
      title: {},
      effect: 'write',
      undo: null,
      input: { pin: { ...plain, secret: true } },
      output: {},
    } as unknown as ActionContract,
  },
  trees: { wifi: { nodes: { 'turn-on': { kind: 'fix', fix: { en: 'Turn Wi-Fi on' } } } } },
  origins: {
    'access/a#/grants/0': { file: 'access.yaml', line: 7, column: 5 },
    'access/a#/denials/0': { file: 'access.yaml', line: 20, column: 5 },
  },
} as unknown as Bundle;

function permission(allowed: boolean): Permission {
  const basis = {
    kind: allowed ? 'grant' : 'denial',
    id: 'g',
    through: [],
    reference: `access/a#/${allowed ? 'grants' : 'denials'}/0`,
    cites: [],
  } as const;
  const decision = { allowed, reason: allowed ? 'granted' : 'denied', basis, missing: [] } as const;
  return {
    allowed,
    actor: { id: 'desk', decision: { ...decision, allowed: true } },
    asker: { id: 'lena', decision },
    confinement: 'none',
    action: 'device.toggle_wifi',
    resource: { type: 'asset', id: 'LT-1' },
  };
}

const started: SessionEntry = {
  type: 'session.started',
  at,
  session: 's1',
  bundle: 'b',
  tree: 'wifi',
  person: 'lena',
  ticket: null,
  input: {},
  parent: null,
};
const requested: TurnEntry = {
  type: 'session.requested',
  action: 'device.toggle_wifi',
  key: 's1/wifi/turn-on',
  input: { asset: 'LT-1', pin: 'pin-48151623' },
  permission: permission(true),
};
const performed = (result: 'done' | 'failed' | 'unknown' | 'denied'): TurnEntry => ({
  type: 'session.performed',
  result,
  output: {},
  reason: result === 'done' ? null : 'busy',
  denial: result === 'denied' ? permission(false) : null,
});

function ledger(...said: readonly TurnEntry[]) {
  const secrets = new Set<string>();
  const entries = said.map((entry): SessionEntry => ({ at, ...place, ...entry }));
  return {
    lines: foldSessionLedger([started, ...entries], {
      bundle,
      language: 'en',
      requester: null,
      approvedBy: () => [],
      secrets,
    }),
    secrets,
  };
}

describe('what a session did is accounted for like the effects of runs', () => {
  test('a fix that was made: by whom, for whom, allowed by which line', () => {
    const { lines, secrets } = ledger(requested, performed('done'));
    expect(lines).toMatchObject([
      {
        run: 's1',
        node: 'turn-on',
        action: 'device.toggle_wifi',
        title: 'Turn Wi-Fi on',
        actedBy: 'desk',
        askedBy: 'lena',
        result: 'done',
        attempts: 1,
        key: 's1/wifi/turn-on',
        reversibility: 'irreversible',
      },
    ]);
    expect(lines[0]?.allowedBy[0]).toMatchObject({ file: 'access.yaml', line: 7 });
    expect(JSON.stringify(lines)).not.toContain('pin-48151623');
    expect([...secrets]).toEqual(['pin-48151623']);
  });

  test.each([
    ['failed', 'failed', 'busy'],
    ['unknown', 'unknown', 'busy'],
  ] as const)('one that ended %s', (said, result, reason) => {
    expect(ledger(requested, performed(said)).lines).toMatchObject([{ result, reason }]);
  });

  test('one that was never allowed', () => {
    expect(ledger(performed('denied')).lines).toMatchObject([
      { result: 'refused', attempts: 0, askedBy: 'lena', deniedBy: [{ file: 'access.yaml', line: 20 }] },
    ]);
  });

  test('one asked for again after a crash, and then not allowed any more', () => {
    expect(ledger(requested, requested, performed('denied')).lines).toMatchObject([
      { result: 'refused', attempts: 2, deniedBy: [{ line: 20 }] },
    ]);
  });

  test('one nobody has heard of since, and nothing at all', () => {
    expect(ledger(requested).lines).toMatchObject([{ result: 'open', finishedAt: null }]);
    expect(ledger(performed('failed')).lines).toEqual([]);
    expect(
      foldSessionLedger([], { bundle, language: 'en', requester: null, approvedBy: () => [], secrets: new Set() }),
    ).toEqual([]);
  });
});

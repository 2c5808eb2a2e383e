/**
 * How fast a journal is verified: every hash computed anew, every entry held against the one before it and against its own form, every seal
 * against what it sealed. Beside it what cannot be less: the same rows read and hashed, and nothing compared.
 */
import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sqliteStore } from '@deskbook/core';
import type { Commit, CommitResult, Store } from '@deskbook/core';
import { measurement } from '../measurement.ts';
import type { Measurement } from '../measurement.ts';

const runs = 2_000;
const entriesOfRun = 100;
const rounds = 3;

/** Verifies a store of 200,000 entries of some 700 bytes. */
export async function verification(): Promise<readonly Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'deskbook-bench-'));
  try {
    const path = join(folder, 'desk.db');
    await fill(sqliteStore(path));
    const store = sqliteStore(path, { readOnly: true });
    const ours = median(() => {
      const found = store.verify();
      assert(found.ok && found.entries > runs * entriesOfRun);
      return found.entries;
    });
    await store.close();
    const database = new DatabaseSync(path, { readOnly: true });
    const theirs = median(() => readAndHashed(database));
    database.close();
    return [
      measurement({
        name: `entries verified, of ${(runs * entriesOfRun).toLocaleString('en')}`,
        unit: '/s',
        ours,
        theirs: { peer: 'the same rows read and hashed', value: theirs },
        goal: { words: '≥ 100,000 /s', meets: ({ ours: rate }) => rate >= 100_000 },
      }),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function fill(store: Store): Promise<void> {
  let waiting: Promise<CommitResult>[] = [];
  for (let run = 0; run < runs; run += 1) {
    waiting.push(store.commit(historyOf(`run:access-fulfilment-${run}`)));
    if (waiting.length < 100) continue;
    await Promise.all(waiting);
    waiting = [];
  }
  await Promise.all(waiting);
  await store.close();
}

/** Entries as a desk writes most of them: a permission, with the grants that gave it. */
const historyOf = (stream: string): Commit => ({
  expect: { [stream]: null },
  append: Array.from({ length: entriesOfRun }, (_, attempt) => ({
    stream,
    at: '2026-03-27T13:00:30.000Z',
    cause: stream,
    body: {
      type: 'permission.decided',
      at: '2026-03-27T13:00:30.000Z',
      node: 'provision',
      visit: 0,
      attempt,
      permission: {
        allowed: true,
        action: 'database.grant',
        resource: { type: 'person', id: 'lena' },
        confinement: 'none',
        actor: { id: 'desk', decision: granted('grants-of-the-desk', 'access/robot#/grants/1', 'desk-robot') },
        asker: { id: 'lena', decision: granted('own-requests', 'access/people#/grants/3', 'employee') },
      },
    },
  })),
});

const granted = (id: string, reference: string, role: string) => ({
  allowed: true,
  reason: 'granted',
  basis: { kind: 'grant', id, reference, cites: ['access-policy#authorization.c'], through: [role, `group:${role}`] },
});

function readAndHashed(database: DatabaseSync): number {
  let read = 0;
  for (const { bytes } of database.prepare('SELECT * FROM entries ORDER BY position').iterate()) {
    assert(bytes instanceof Uint8Array);
    if (hash('sha256', bytes).length === 64) read += 1;
  }
  return read;
}

/** How many a second, in the middle of some rounds. */
function median(round: () => number): number {
  const rates = Array.from({ length: rounds }, () => {
    const started = performance.now();
    return (round() / (performance.now() - started)) * 1000;
  });
  return rates.toSorted((one, other) => one - other)[Math.floor(rounds / 2)] ?? 0;
}

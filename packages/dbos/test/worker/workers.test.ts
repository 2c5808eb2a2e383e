import { expect, test } from 'vitest';
import { testDatabase } from '../postgres/test-database.ts';
import { prove } from './prove.ts';

/** The long trials, with the database restarted and a clock set back, are a command: `pnpm prove:workers`. */
test('one of three workers is killed, another stopped for longer than its lease: every run ends as it is to, and nothing is done but once for each permission', async () => {
  const verdict = await prove({
    url: await testDatabase(),
    workers: 3,
    jobs: 12,
    kill: true,
    stall: true,
    sealed: true,
  });
  expect(verdict).toMatchObject({ wrong: [], ends: { done: 34, rejected: 1, cancelled: 1 } });
  // The one that was stopped found out that it had been fenced, and left.
  expect(verdict.exits).toEqual([0, 3]);
  // How soon is measured by the command.
  expect([verdict.takeover, verdict.takeoverOfStalled]).not.toContain(null);
}, 120_000);

test('somebody is erased while two work: both notice and are opened anew, and every run ends as it is to', async () => {
  const verdict = await prove({ url: await testDatabase(), workers: 2, jobs: 12, erase: true });
  expect(verdict).toMatchObject({ wrong: [], ends: { done: 34, rejected: 1, cancelled: 1 }, exits: [0, 0] });
  expect(verdict.noticed).toBeLessThan(5_000);
}, 120_000);

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sqliteStore } from '@deskbook/core';
import { deskbook } from '../scene/deskbook.ts';
import { temporaryFolder } from '../scene/temporary-folder.ts';
import { makeDesk, writeTickets } from './desk.ts';

test('a clock that was set back fires nothing early, forgets nothing, and lets no limit be passed', async () => {
  const folder = temporaryFolder();
  const desk = makeDesk(folder);
  const path = join(folder, 'desk.db');
  const run = async (now: string, tickets = 0): Promise<void> => {
    const events = tickets === 0 ? [] : ['--events', writeTickets(join(folder, `${tickets}.jsonl`), tickets, 'later')];
    expect((await deskbook('run', desk, ...events, '--store', path, '--now', now)).code).toBe(0);
  };
  const look = async () => {
    const store = sqliteStore(path, { readOnly: true });
    const { verify, runs, tasks, entries } = store;
    const seen = { verified: verify().ok, runs: runs({}), tasks: tasks({}), fired: runs({}).flatMap((each) => entries(`run:${each.run}`).filter(({ body }) => body.type === 'timer.fired')) }; // prettier-ignore
    await store.close();
    return seen;
  };
  await run('2026-03-02T12:00:00Z', 1);
  const due = '2026-03-02T12:20:00.000Z';
  expect((await look()).runs).toMatchObject([{ status: 'running', due }]);
  // A day back: what was due in twenty minutes is due in a day. The limit of one start in an hour holds: its end lies as far ahead.
  await run('2026-03-01T12:00:00Z', 2);
  expect(await look()).toMatchObject({ verified: true, runs: [{ status: 'running', due }], fired: [] });
  await run('2026-03-02T12:19:59Z');
  expect((await look()).fired).toEqual([]);
  await run('2026-03-02T12:20:00Z');
  const opened = await look();
  expect(opened).toMatchObject({ verified: true, tasks: [{ kind: 'task', deadline: '2026-03-02T14:20:00.000Z' }] });
  expect(opened.fired).toHaveLength(1);
  // Back again: the deadline of the task stands, and is met when it comes.
  await run('2026-03-02T10:00:00Z');
  expect((await look()).tasks).toHaveLength(1);
  await run('2026-03-02T14:20:00Z');
  expect(await look()).toMatchObject({ verified: true, runs: [{ end: 'escalated' }], tasks: [] });
  expect((await deskbook('audit', 'replay', '--store', path)).code).toBe(0);
});

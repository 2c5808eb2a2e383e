import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Store } from '@deskbook/core';
import { postgresStore } from '@deskbook/dbos';
import { type KeptServer, keptServer } from '../postgres/kept-server.ts';
import { withDatabase } from '../postgres/test-database.ts';
import { committer, wrongs } from './committer.ts';

// A server of its own: it is ended, and started again.
let server: KeptServer;
let store: Store;
let names = 0;
const name = (): string => `p${(names += 1)}`;
beforeAll(async () => {
  server = await keptServer();
  store = await postgresStore({ url: server.url });
});
afterAll(async () => {
  await store.close();
  await server.stop();
});

const at = new Date(0).toISOString();
const commitOnce = (stream: string) =>
  store.commit({ expect: { [stream]: null }, append: [{ stream, at, cause: 'desk', body: { type: 'x', n: 0 } }] });
const ask = <Row extends object>(sql: string): Promise<readonly Row[]> =>
  withDatabase(server.url, async (database) => (await database.query<Row>(sql)).rows);

test('sessions that are ended in mid-commit lose nothing and make nothing twice', async () => {
  const committers = await Promise.all([committer(server.url, name()), committer(server.url, name())]);
  for (let round = 0; round < 8; round += 1) {
    await ask(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'deskbook writes'`);
    await Promise.all(committers.map(({ more }) => more(20)));
  }
  await Promise.all(committers.map(({ stop }) => stop()));
  expect(wrongs(store, committers)).toEqual([]);
});

test('a server that goes down as in a crash, and comes up again, is waited for', async () => {
  const committers = await Promise.all([committer(server.url, name()), committer(server.url, name())]);
  for (let round = 0; round < 2; round += 1) {
    await server.restart();
    await Promise.all(committers.map(({ more }) => more(20)));
  }
  await Promise.all(committers.map(({ stop }) => stop()));
  expect(wrongs(store, committers)).toEqual([]);
});

test('a process that is killed holds up nobody, and what it had been told was made is there', async () => {
  const committers = await Promise.all([committer(server.url, name(), 8), committer(server.url, name())]);
  const [killed, other] = committers;
  await killed?.more(50);
  killed?.process.kill('SIGKILL');
  await other?.more(50);
  await other?.stop();
  expect(wrongs(store, committers)).toEqual([]);
});

test('a process that is stopped in mid-commit holds up others for two seconds at most, and makes nothing twice when it goes on', async () => {
  const stopped = await committer(server.url, name(), 8);
  const inTurn = `SELECT 1 FROM pg_stat_activity WHERE application_name = 'deskbook writes' AND state = 'idle in transaction'`;
  for (let tries = 0; tries < 200; tries += 1) {
    stopped.process.kill('SIGSTOP');
    await new Promise((resolve) => setTimeout(resolve, 5));
    if ((await ask(inTurn)).length > 0) break;
    stopped.process.kill('SIGCONT');
    await stopped.more(1);
  }
  expect(await ask(inTurn)).toHaveLength(1);
  const began = Date.now();
  expect(await commitOnce(`run:${name()}`)).toMatchObject({ ok: true });
  expect(Date.now() - began).toBeLessThan(4_000);
  stopped.process.kill('SIGCONT');
  await stopped.more(20);
  await stopped.stop();
  expect(wrongs(store, [stopped])).toEqual([]);
});

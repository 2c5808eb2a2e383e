/**
 * Durable execution on many machines, here processes: durable steps a second of one, two and four workers over one PostgreSQL, beside as many
 * steps of workflows that DBOS runs by itself over the same server. A step of ours is all there is to it: permission asked twice, the effect
 * requested durably, performed by a port in memory, its answer durable, all of it chained; a step of DBOS does nothing and notes that. Both
 * are timed by the database: from when the first was begun to when the last was through.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { DBOSClient } from '@dbos-inc/dbos-sdk';
import pg from 'pg';
import { fixturePorts } from '@deskbook/core/testing';
import { openSharedDesk, postgresStore } from '@deskbook/dbos';
import { keptServer } from '../../packages/dbos/test/postgres/kept-server.ts';
import { jobBundle } from '../../packages/dbos/test/worker/job-bundle.ts';
import { measurement } from '../measurement.ts';
import type { Measurement } from '../measurement.ts';

/** Steps of each run, and of each workflow of DBOS. */
const stepsOfRun = 10;
const runs = 400;

/** Every comparison of this area. */
export async function distributed(): Promise<readonly Measurement[]> {
  const server = await keptServer();
  const results: Measurement[] = [];
  try {
    const peer = 'DBOS alone';
    results.push(
      measurement({
        name: `one durable step, one run of ${stepsOfRun} alone`,
        unit: 'ms',
        ours: oneAfterAnother(await ours(server.url, 1, 20, 'alone')) / stepsOfRun,
        theirs: { peer, value: oneAfterAnother(await theirs(server.url, 1, 20, 'alone')) / stepsOfRun },
      }),
    );
    for (const workers of [1, 2, 4]) {
      const [us, them] = [
        await ours(server.url, workers, runs, 'many'),
        await theirs(server.url, workers, runs, 'many'),
      ];
      results.push(
        measurement({
          name: `durable steps, ${runs} runs, ${workers} worker${workers === 1 ? '' : 's'}`,
          unit: '/s',
          ours: (runs * stepsOfRun * 1000) / elapsed(us),
          theirs: { peer, value: (runs * stepsOfRun * 1000) / elapsed(them) },
        }),
      );
    }
  } finally {
    await server.stop();
  }
  return results;
}

/** When something began and ended, in milliseconds since 1970. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** From the first beginning to the last end. */
const elapsed = (spans: readonly Span[]): number =>
  Math.max(...spans.map(({ to }) => to)) - Math.min(...spans.map(({ from }) => from));

/** The median length. */
function oneAfterAnother(spans: readonly Span[]): number {
  const lengths = spans.map(({ from, to }) => to - from).toSorted((one, other) => one - other);
  return lengths[Math.floor(lengths.length / 2)] ?? Number.NaN;
}

/** Whether all wait when the workers open, or each is begun when the one before has ended. */
type How = 'many' | 'alone';

let databases = 0;

async function database(server: string): Promise<string> {
  const client = new pg.Client(server);
  await client.connect();
  const name = `bench_${(databases += 1)}`;
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  return Object.assign(new URL(server), { pathname: name }).href;
}

/** Opens workers in processes of their own. */
async function workersOf(
  file: string,
  workers: number,
  ...parameters: readonly string[]
): Promise<() => Promise<void>> {
  const started = Array.from({ length: workers }, () => {
    const path = join(import.meta.dirname, '..', 'distributed', file);
    const node = ['--conditions=@deskbook/source', '--no-deprecation', path, ...parameters];
    const child = spawn(process.execPath, node, { stdio: ['pipe', 'pipe', 'inherit'] });
    return { child, ready: once(child.stdout, 'data'), left: once(child, 'exit') };
  });
  await Promise.all(started.map(({ ready }) => ready));
  return async () => {
    for (const { child } of started) child.stdin.end();
    await Promise.all(started.map(({ left }) => left));
  };
}

async function ours(server: string, workers: number, count: number, how: How): Promise<readonly Span[]> {
  const url = await database(server);
  const { bundle, fixtures } = jobBundle();
  const { directory } = fixturePorts(fixtures, { bundle });
  const perform = () => Promise.reject(new Error('this process performs nothing'));
  const desk = await openSharedDesk({ url, keys: null, bundle, directory, perform });
  const start = async (number: number): Promise<void> => {
    const begun = await desk.start('short', { by: 'lena', with: { job: `j${number}` } });
    if (!begun.ok) throw new Error(begun.reason);
  };
  if (how === 'many') for (let number = 0; number < count; number += 1) await start(number);
  const close = await workersOf('desk-worker.ts', workers, url);
  if (how === 'alone') {
    for (let number = 0; number < count; number += 1) {
      await start(number);
      await desk.settle();
    }
  }
  await desk.settle();
  await close();
  await desk.close();
  const store = await postgresStore({ url, readOnly: true });
  const ended = store.runs({ status: 'ended' });
  if (ended.length !== count) throw new Error(`${ended.length} of ${count} runs have ended`);
  const spans = ended.map(({ run }): Span => {
    const times = store.entries(`run:${run}`).map(({ at }) => Date.parse(at));
    // The first entry tells that it was begun, by whoever asked; the next that somebody took it in hand.
    return { from: times[1] ?? Number.NaN, to: times.at(-1) ?? Number.NaN };
  });
  await store.close();
  return spans;
}

async function theirs(server: string, workers: number, count: number, how: How): Promise<readonly Span[]> {
  const url = await database(server);
  // One worker makes the tables, so that there is something to put workflows into.
  await (
    await workersOf('dbos-worker.ts', 1, url, String(stepsOfRun))
  )();
  const client = await DBOSClient.create({ systemDatabaseUrl: url });
  const options = { queueName: 'chains', workflowName: 'chain', appVersion: 'bench', applicationName: 'bench' };
  const enqueue = async (): Promise<void> => {
    const handle = await client.enqueue(options);
    if (how === 'alone') await handle.getResult({ pollingIntervalMs: 20 });
  };
  if (how === 'many') for (let number = 0; number < count; number += 1) await enqueue();
  const close = await workersOf('dbos-worker.ts', workers, url, String(stepsOfRun));
  if (how === 'alone') for (let number = 0; number < count; number += 1) await enqueue();
  const spans = await finished(client, count);
  await close();
  await client.destroy();
  return spans;
}

async function finished(client: DBOSClient, count: number): Promise<readonly Span[]> {
  for (;;) {
    const done = await client.listWorkflows({
      status: 'SUCCESS',
      workflowName: 'chain',
      limit: count,
      loadInput: false,
    });
    if (done.length === count) {
      return done.map(({ dequeuedAt, completedAt }) => ({
        from: dequeuedAt ?? Number.NaN,
        to: completedAt ?? Number.NaN,
      }));
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Desk, Perform } from '@deskbook/core';
import { replayStore } from '@deskbook/core/audit';
import { privateStore } from '@deskbook/core/privacy';
import { fixturePorts } from '@deskbook/core/testing';
import { type DeskWorker, openSharedDesk, openWorker, postgresStore } from '../../src/index.ts';
import { type KeysPlace, keysBeside, openKeys } from '../keys/keys-beside.ts';
import { testDatabase } from '../postgres/test-database.ts';
import { jobBundle } from './job-bundle.ts';

const { bundle, fixtures } = jobBundle();
const { directory } = fixturePorts(fixtures, { bundle });

/** What was performed, and when; `job.prepare` for the job `slow` waits until it is let go. */
const did: { readonly action: string; readonly job: string; readonly at: number }[] = [];
let letGo = (): void => {};
const slow = new Promise<void>((resolve) => {
  letGo = resolve;
});
const held = Promise.withResolvers<void>();
const never = new Promise<never>(() => {});
const perform: Perform = async (action, input) => {
  const { job } = input;
  did.push({ action, job: typeof job === 'string' ? job : '', at: performance.now() });
  if (action === 'job.prepare' && job === 'slow') await slow;
  if (action === 'job.prepare' && job === 'held') await held.promise;
  if (action === 'job.prepare' && job === 'stuck' && actionsOf('stuck').length === 1) await never;
  return { status: 'done', output: action === 'mail.send' ? { message: 'm' } : {} };
};

let url = '';
let place: KeysPlace;
/** A process that performs nothing; here it is the same one, which knows the worker's work only by the database. */
let desk: Desk;
let worker: DeskWorker;
const faults: unknown[] = [];

async function newWorker(): Promise<DeskWorker> {
  const queues = { 'job.finish': { rateLimit: { limitPerPeriod: 2, periodSec: 1 } } };
  return openWorker({
    url,
    keys: await openKeys(place),
    bundle,
    directory,
    perform,
    worker: 'test',
    queues,
    onFault: (fault) => void faults.push(fault),
  });
}

beforeAll(async () => {
  url = await testDatabase();
  place = await keysBeside(url);
  desk = await openSharedDesk({
    url,
    keys: await openKeys(place),
    bundle,
    directory,
    perform: () => Promise.reject(new Error('it performs nothing')),
  });
  worker = await newWorker();
}, 60_000);

afterAll(async () => {
  await worker.close();
  await desk.close();
});

async function start(workflow: string, job: string, more: { readonly [name: string]: string } = {}): Promise<string> {
  const begun = await desk.start(workflow, { by: 'lena', with: { job, ...more } });
  if (!begun.ok) throw new Error(begun.reason);
  return begun.run;
}

const actionsOf = (job: string): readonly string[] =>
  did.filter((deed) => deed.job === job).map(({ action }) => action);
const endOf = (run: string) => desk.runs({}).find((record) => record.run === run)?.end;

async function until(holds: () => boolean): Promise<void> {
  for (const over = performance.now() + 15_000; !holds(); await new Promise((resolve) => setTimeout(resolve, 20))) {
    if (performance.now() > over) throw new Error('it did not come to that');
  }
}

test('what one process begins another performs, and settle waits for that', async () => {
  const run = await start('short', 'whole');
  await desk.settle();
  expect(endOf(run)).toBe('done');
  expect(actionsOf('whole')).toHaveLength(10);
});

test('an answer that comes in elsewhere while an effect goes on is acted on at once', async () => {
  const run = await start('watched', 'slow');
  await until(() => desk.tasks({ run }).length === 1 && actionsOf('slow').length === 1);
  const [task] = desk.tasks({ run });
  expect(await desk.answer(task?.task ?? '', { by: 'otto', outcome: 'done' })).toMatchObject({ ok: true });
  await until(() => actionsOf('slow').includes('job.note'));
  expect(endOf(run)).toBe(null);
  letGo();
  await desk.settle();
  expect(endOf(run)).toBe('done');
});

test('an event is matched to a run that another process began after this one last looked', async () => {
  const update = (id: string) =>
    desk.receive({
      source: 'cloudevents',
      headers: {},
      body: JSON.stringify({
        specversion: '1.0',
        id,
        source: 'forms',
        type: 'ticket.updated',
        subject: 'T-1',
        time: '2026-03-27T13:00:00Z',
        data: { ticket: { id: 'T-1', summary: 'Paper jam' } },
      }),
    });
  expect(await update('e0')).toMatchObject({ status: 'accepted' });
  const begun = await worker.desk.start('news', { by: 'lena', with: { job: 'news', about: 'T-1' } });
  await desk.settle();
  expect(actionsOf('news')).toEqual([]);
  expect(await update('e1')).toMatchObject({ status: 'accepted' });
  await desk.settle();
  expect(actionsOf('news')).toEqual(['job.note']);
  expect(begun.ok && endOf(begun.run)).toBe('done');
});

test('starts that wait for room begin one after the other', async () => {
  const runs = await Promise.all(['one', 'two', 'three'].map((job) => start('alone', job)));
  await until(() => runs.every((run) => endOf(run) === 'done'));
  expect(['one', 'two', 'three'].map((job) => actionsOf(job).length)).toEqual([1, 1, 1]);
});

test('effects with a queue of their own are begun no oftener than it says, by all workers together', async () => {
  const approve = async (): Promise<void> => {
    for (const { task } of desk.tasks({})) await desk.answer(task, { by: 'carla', outcome: 'approve' });
  };
  const runs = await Promise.all(['q1', 'q2', 'q3', 'q4', 'q5'].map((job) => start('job', job)));
  await until(() => desk.tasks({}).length === runs.length);
  await approve();
  await until(() => runs.every((run) => endOf(run) === 'done'));
  const times = did.filter(({ action }) => action === 'job.finish').map(({ at }) => at);
  expect(times).toHaveLength(runs.length);
  expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(1_500);
});

test('a process has one worker', async () => {
  await expect(newWorker()).rejects.toThrow('a process has one worker');
  const run = await start('short', 'still');
  await desk.settle();
  expect(endOf(run)).toBe('done');
});

async function query(text: string, values: readonly unknown[]): Promise<pg.QueryResult> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await client.query(text, [...values]);
  } finally {
    await client.end();
  }
}

test('a worker whose lease was taken says so, commits nothing more, and another goes on with what it had', async () => {
  await query('UPDATE deskbook.workers SET fenced = true WHERE worker = $1', [worker.name]);
  await expect(worker.desk.start('short', { by: 'lena', with: { job: 'late' } })).rejects.toMatchObject({
    code: 'fenced',
  });
  expect(await worker.ended).toMatchObject({ reason: 'fenced', error: { code: 'fenced' } });
  await worker.close();
  const run = await start('short', 'taken over');
  worker = await newWorker();
  await desk.settle();
  expect(endOf(run)).toBe('done');
});

test('whoever waits for a desk that is closed hears of it, and nobody asks the database for them any more', async () => {
  const other = await openSharedDesk({ url, keys: await openKeys(place), bundle, directory, perform });
  const run = await start('watched', 'held');
  await until(() => actionsOf('held').length === 1);
  const asking = "SELECT 1 FROM pg_stat_activity WHERE application_name = 'deskbook settling'";
  const sessions = async (): Promise<number | null> => (await query(asking, [])).rowCount;
  const before = (await sessions()) ?? 0;
  const settled = other.settle().then(
    () => 'settled',
    (error: unknown) => error,
  );
  await expect.poll(sessions).toBe(before + 1);
  await other.close();
  expect(await settled).toMatchObject({ code: 'closed' });
  await expect.poll(sessions).toBe(before);
  held.resolve();
  await desk.cancel(run, { by: 'lena', reason: 'enough' });
  await desk.settle();
});

test('a turn that the worker before never ended in this process is taken back where the next one was given it and did not hear', async () => {
  const run = await start('watched', 'stuck');
  await until(() => actionsOf('stuck').length === 1);
  const held = `FROM dbos.workflow_status WHERE status = 'PENDING' AND executor_id = $1`;
  const { rows } = await query(`SELECT workflow_uuid AS turn ${held}`, [worker.name]);
  expect(rows).toHaveLength(1);
  // Nobody is to take it over: the next worker is given it, and the answer that says so is lost.
  await query(`UPDATE dbos.workflow_status SET status = 'CANCELLED' WHERE workflow_uuid = $1`, [rows[0]?.turn]);
  await query('UPDATE deskbook.workers SET fenced = true WHERE worker = $1', [worker.name]);
  await worker.ended;
  worker = await newWorker();
  const given = `UPDATE dbos.workflow_status SET status = 'PENDING', executor_id = $2, started_at_epoch_ms = 1 WHERE workflow_uuid = $1`;
  await query(given, [rows[0]?.turn, worker.name]);
  await until(() => desk.tasks({ run }).length === 1 && actionsOf('stuck').length === 2);
  const [task] = desk.tasks({ run });
  await desk.answer(task?.task ?? '', { by: 'otto', outcome: 'done' });
  await desk.settle();
  expect(endOf(run)).toBe('done');
}, 60_000);

test('what all of them wrote is one whole journal', async () => {
  const sealed = await postgresStore({ url, readOnly: true });
  expect(JSON.stringify(sealed.streams('run:').map((stream) => sealed.entries(stream)))).not.toContain('taken over');
  const store = privateStore(sealed, { keys: await openKeys(place), bundle });
  expect(store.verify()).toMatchObject({ ok: true });
  expect(replayStore(store)).toMatchObject({ ok: true });
  expect(store.runs({ status: 'open' })).toEqual([]);
  await store.close();
});

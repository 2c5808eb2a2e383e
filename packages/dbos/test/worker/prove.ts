import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import type { Desk, JournalEntry, Store } from '@deskbook/core';
import { replayStore } from '@deskbook/core/audit';
import { type PersonKeys, erasePerson, privateStore } from '@deskbook/core/privacy';
import { fixturePorts } from '@deskbook/core/testing';
import { openSharedDesk, postgresStore } from '../../src/index.ts';
import { type KeysPlace, keysBeside, openKeys } from '../keys/keys-beside.ts';
import { jobBundle } from './job-bundle.ts';
import { deedsIn, worldIn } from './world.ts';

/** What is done to the workers while they work. */
export interface Trial {
  /** Of a database that nobody uses besides. */
  readonly url: string;
  readonly workers: number;
  readonly jobs: number;
  /** Kills the first worker, and starts another in its place where there are not enough left to go on while one is stopped. */
  readonly kill?: boolean;
  /** Stops the last worker for longer than its lease, and lets it go on. */
  readonly stall?: boolean;
  /** Ends the database as a crash would, and starts it again. */
  readonly restart?: () => Promise<void>;
  /** Sets the clock of the last worker's machine back by an hour. */
  readonly setBack?: boolean;
  /** What is personal is sealed. */
  readonly sealed?: boolean;
  /** Erases who approves: every process that was open ends, and another is opened in its place. */
  readonly erase?: boolean;
}

/** What came of it. Everything that is wrong is named. */
export interface Verdict {
  readonly wrong: readonly string[];
  readonly runs: number;
  readonly ends: { readonly [end: string]: number };
  readonly entries: number;
  readonly deeds: number;
  /** Deeds that were done again under their key, as their contracts allow. */
  readonly repeated: number;
  /** From when a worker was killed until nothing that it had in hand was left with it, in milliseconds. */
  readonly takeover: number | null;
  /** The same for one that was stopped. */
  readonly takeoverOfStalled: number | null;
  /** From when somebody was erased until every worker that was open had ended, in milliseconds. */
  readonly noticed: number | null;
  /** How the processes ended, the killed one left out. */
  readonly exits: readonly (number | null)[];
  readonly seconds: number;
}

/** How long all of it may take, in milliseconds. */
const PATIENCE = 90_000;
/** How long a worker is stopped: longer than its lease. */
const STALL = 5_000;

/** Where the journal is, and its keys. */
interface Place {
  readonly url: string;
  readonly keys: KeysPlace | null;
}

interface Process {
  readonly child: ChildProcess;
  /** The name of its lease, once it works. */
  readonly ready: Promise<string>;
  readonly exit: Promise<number | null>;
}

function startWorker({ url, keys }: Place, world: string, name: string, setBack = 0): Process {
  const file = join(import.meta.dirname, 'worker-process.ts');
  const parameters = ['--conditions=@deskbook/source', '--no-deprecation', file, url, world, name, String(setBack)];
  const errors = process.env['FAULTS'] === undefined ? 'ignore' : 'inherit';
  const env = { ...process.env, KEYS: JSON.stringify(keys) };
  const child = spawn(process.execPath, parameters, { stdio: ['ignore', 'pipe', errors], env });
  const lines = createInterface({ input: child.stdout ?? process.stdin });
  return {
    child,
    ready: once(lines, 'line').then(([line]) => String(line)),
    exit: once(child, 'exit').then(([code]) => code as number | null),
  };
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, milliseconds));

/** Puts workers through a trial, and judges what is on record afterwards against what the world saw. */
export async function prove(trial: Trial): Promise<Verdict> {
  const folder = mkdtempSync(join(tmpdir(), 'deskbook-workers-'));
  const world = join(folder, 'world.jsonl');
  const { bundle, fixtures } = jobBundle();
  const { directory } = fixturePorts(fixtures, { bundle });
  const isSealed = trial.sealed === true || trial.erase === true;
  const place: Place = { url: trial.url, keys: isSealed ? await keysBeside(trial.url) : null };
  const newDesk = async (): Promise<Desk> =>
    openSharedDesk({ url: trial.url, keys: await keysAt(place), bundle, directory, perform: worldIn(world, 'desk') });
  let desk = await newDesk();
  const processes = Array.from({ length: trial.workers }, (_, n) =>
    startWorker(place, world, `w${n}`, trial.setBack === true && n === trial.workers - 1 ? 3_600_000 : 0),
  );
  const started = performance.now();
  try {
    await Promise.all(processes.map(({ ready }) => ready));
    const people = asPeople(() => desk, trial.jobs);
    people.catch(() => {});
    const [first] = processes;
    const last = processes.at(-1);
    await pause(1_500);
    let takeover: number | null = null;
    let takeoverOfStalled: number | null = null;
    const faults: Promise<void>[] = [];
    if (trial.kill === true && first !== undefined) {
      const name = await first.ready;
      first.child.kill('SIGKILL');
      faults.push(taken(trial.url, name).then((time) => void (takeover = time)));
      processes.splice(0, 1, ...(trial.workers > 2 ? [] : [startWorker(place, world, 'replacement')]));
    }
    if (trial.stall === true && last !== undefined) {
      const name = await last.ready;
      last.child.kill('SIGSTOP');
      faults.push(taken(trial.url, name).then((time) => void (takeoverOfStalled = time)));
      faults.push(pause(STALL).then(() => void last.child.kill('SIGCONT')));
    }
    await Promise.all([...faults, ...processes.map(({ ready }) => ready)]);
    await trial.restart?.();
    let noticed: number | null = null;
    if (trial.erase === true) {
      noticed = await eraseApprover(place);
      await desk.close();
      desk = await newDesk();
    }
    const expected = await people;
    const isStalled = ({ child }: Process): boolean => trial.stall === true && child === last?.child;
    for (const each of processes) if (!isStalled(each)) each.child.kill('SIGTERM');
    const exits = await Promise.all(processes.map(({ exit }) => exit));
    await desk.close();
    const keys = await keysAt(place);
    const journal = await postgresStore({ url: trial.url, readOnly: true });
    const store = keys === null ? journal : privateStore(journal, { keys, bundle });
    const judged = judge(store, world, expected);
    await store.close();
    return { ...judged, takeover, takeoverOfStalled, noticed, exits, seconds: (performance.now() - started) / 1_000 };
  } finally {
    for (const { child } of processes) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

const keysAt = async ({ keys }: Place): Promise<PersonKeys | null> => (keys === null ? null : openKeys(keys));

/** Erases a person while everything is open, and waits until all who worked then have ended. */
async function eraseApprover(place: Place): Promise<number> {
  const keys = await keysAt(place);
  if (keys === null) throw new Error('there are no keys');
  const store = privateStore(await postgresStore({ url: place.url }), { keys });
  const client = new pg.Client(place.url);
  await client.connect();
  try {
    const open = await client.query<{ worker: string }>('SELECT worker FROM deskbook.workers WHERE NOT fenced');
    await erasePerson(store, { person: 'carla', by: 'otto', reason: 'asked us to', at: new Date().toISOString() });
    const from = performance.now();
    for (;;) {
      const { rows } = await client.query('SELECT 1 FROM deskbook.workers WHERE worker = ANY($1) AND NOT fenced', [open.rows.map(({ worker }) => worker)]); // prettier-ignore
      if (rows.length === 0) return performance.now() - from;
      await pause(20);
    }
  } finally {
    await client.end();
    await store.close();
  }
}

/** What becomes of a job, by its number: most are approved, some rejected, some cancelled before. */
const fateOf = (number: number): 'done' | 'rejected' | 'cancelled' =>
  number % 9 === 4 ? 'rejected' : number % 9 === 7 ? 'cancelled' : 'done';

/** Starts the jobs one after the other, answers what is asked, cancels some, and resolves with how each is to end once all have ended. */
async function asPeople(desk: () => Desk, jobs: number): Promise<ReadonlyMap<string, string>> {
  const fates = new Map<string, string>();
  const patiently = async <Result>(ask: () => Promise<Result> | Result): Promise<Result> => {
    for (const until = performance.now() + PATIENCE; ; await pause(100)) {
      try {
        return await ask();
      } catch (error) {
        if (performance.now() > until) throw error;
      }
    }
  };
  const starting = (async () => {
    for (let number = 0; number < jobs; number += 1) {
      const begun = await patiently(() => desk().start('job', { by: 'lena', with: { job: `j${number}` } }));
      if (!begun.ok) throw new Error(begun.reason);
      fates.set(begun.run, fateOf(number));
    }
  })();
  for (const until = performance.now() + PATIENCE; ; await pause(50)) {
    const tasks = await patiently(() => desk().tasks({}));
    await Promise.all(
      tasks.map(async ({ task, run }) => {
        const fate = fates.get(run);
        if (fate === undefined) return;
        if (fate === 'cancelled') await patiently(() => desk().cancel(run, { by: 'lena', reason: 'not needed' }));
        else if (fate === 'rejected') await patiently(() => desk().answer(task, { by: 'carla', outcome: 'reject' }));
        else await patiently(() => desk().answer(task, { by: 'carla', outcome: 'approve' }));
      }),
    );
    const open = await patiently(() => desk().runs({ status: 'open' }));
    if (fates.size === jobs && open.length === 0) break;
    if (performance.now() > until) {
      throw new Error(
        `${open.length} runs have not ended: ${open
          .slice(0, 3)
          .map(({ run }) => run)
          .join(', ')}`,
      );
    }
  }
  await starting;
  return fates;
}

/** How long it takes until a worker has nothing in hand any more, as the tables of the queue have it. */
async function taken(url: string, worker: string): Promise<number> {
  const from = performance.now();
  const client = new pg.Client(url);
  await client.connect();
  try {
    for (;;) {
      const { rows } = await client.query<{ over: boolean }>(
        `SELECT (SELECT fenced FROM deskbook.workers WHERE worker = $1) AND NOT EXISTS (
           SELECT 1 FROM dbos.workflow_status WHERE executor_id = $1 AND status = 'PENDING') AS over`,
        [worker],
      );
      if (rows[0]?.over) return performance.now() - from;
      await pause(20);
    }
  } finally {
    await client.end();
  }
}

type Judged = Pick<Verdict, 'wrong' | 'runs' | 'ends' | 'entries' | 'deeds' | 'repeated'>;

/** Holds what is on record against what was to become of each run and what the world saw. */
function judge(store: Store, world: string, expected: ReadonlyMap<string, string>): Judged {
  const wrong: string[] = [];
  const runs = store.runs({});
  const ends: { [end: string]: number } = {};
  for (const { run, end } of runs) {
    ends[end ?? 'open'] = (ends[end ?? 'open'] ?? 0) + 1;
    const fate = expected.get(run);
    if (fate !== undefined && end !== fate) wrong.push(`${run} is ${end ?? 'open'} and was to be ${fate}`);
  }
  const requests = new Map<string, number>();
  for (const { run } of runs) noteRequests(store.entries(`run:${run}`), requests, wrong);
  const times = new Map<string, number>();
  const deeds = deedsIn(world);
  for (const { action, key, worker } of deeds) {
    const id = `${action} ${key}`;
    times.set(id, (times.get(id) ?? 0) + 1);
    if (action === 'mail.send') continue;
    if ((times.get(id) ?? 0) > (requests.get(id) ?? 0))
      wrong.push(`${worker} did ${id} without a permission of its own`);
    if (action === 'job.charge' && times.get(id) === 2) wrong.push(`${id} was done twice`);
  }
  const verified = store.verify();
  if (!verified.ok) wrong.push(`${verified.stream} ${verified.sequence}: ${verified.problem}`);
  const replayed = replayStore(store);
  if (!replayed.ok) wrong.push(`replay: ${replayed.stream} ${replayed.sequence}: ${replayed.problem}`);
  const entries = verified.ok ? verified.entries : 0;
  return { wrong, runs: runs.length, ends, entries, deeds: deeds.length, repeated: deeds.length - times.size };
}

/** Counts the attempts of each effect; one that no permission of the same attempt stands before is wrong. */
function noteRequests(entries: readonly JournalEntry[], requests: Map<string, number>, wrong: string[]): void {
  let permitted = '';
  for (const { body, stream, sequence } of entries) {
    const attempt = JSON.stringify([body['node'], body['visit'], body['attempt']]);
    if (body.type === 'permission.decided') permitted = attempt;
    if (body.type !== 'effect.requested') continue;
    if (permitted !== attempt) wrong.push(`${stream} ${sequence}: requested without a permission`);
    const { action, key } = body;
    const id = typeof action === 'string' && typeof key === 'string' ? `${action} ${key}` : '';
    requests.set(id, (requests.get(id) ?? 0) + 1);
  }
}

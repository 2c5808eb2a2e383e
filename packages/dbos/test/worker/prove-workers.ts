/**
 * The long trials: one, two and four workers over a PostgreSQL of their own, killed, stopped, with the database restarted, a clock set back, and
 * somebody erased. `pnpm prove:workers [JOBS]`. Ends with 1 where anything is wrong.
 */
import pg from 'pg';
import { keptServer } from '../postgres/kept-server.ts';
import { type Trial, prove } from './prove.ts';

const jobs = Number(process.argv[2] ?? 200);
const server = await keptServer();
const restart = (): Promise<void> => server.restart();
const trials: readonly Omit<Trial, 'url'>[] = [
  { workers: 1, jobs },
  { workers: 1, jobs, kill: true },
  { workers: 1, jobs, restart },
  { workers: 2, jobs, kill: true, restart },
  { workers: 2, jobs, stall: true, restart },
  { workers: 2, jobs, setBack: true },
  { workers: 2, jobs, erase: true },
  { workers: 4, jobs, kill: true, stall: true },
  { workers: 4, jobs, kill: true, stall: true, restart, sealed: true },
  { workers: 4, jobs, kill: true, erase: true },
];
let isWrong = false;
const only = process.argv[3];
for (const [index, trial] of trials.entries()) {
  if (only !== undefined && !only.split(',').includes(String(index))) continue;
  const { workers, ...faults } = trial;
  const what = Object.keys(faults).filter((fault) => fault !== 'jobs');
  console.log(
    `${workers} worker${workers === 1 ? '' : 's'}, ${jobs} jobs${what.length === 0 ? '' : `, ${what.join(', ')}`}`,
  );
  const verdict = await prove({ ...trial, url: await database(`trial_${index}`) }).catch((error: unknown) => {
    isWrong = true;
    console.error(error);
    return null;
  });
  if (verdict === null) continue;
  // Where a worker was alone, nobody was there to take over before another had started.
  const takeover = Math.max(workers === 1 ? 0 : (verdict.takeover ?? 0), verdict.takeoverOfStalled ?? 0);
  // As long as PostgreSQL is away itself, nobody can tell who is silent.
  isWrong ||= (verdict.noticed ?? 0) > 3_000;
  isWrong ||= verdict.wrong.length > 0 || takeover > (trial.restart === undefined ? 5_000 : 8_000);
  console.log(verdict);
}
await server.stop();
process.exit(isWrong ? 1 : 0);

async function database(name: string): Promise<string> {
  const client = new pg.Client(server.url);
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  return Object.assign(new URL(server.url), { pathname: name }).href;
}

import type { ControlConnection } from './control-connection.ts';
import type { DatabaseClock } from './database-clock.ts';

/** What a worker holds as long as it gives signs of life. Its time is the database's. */
export interface Lease {
  /** One sign of life, and a look at the others. Rejects while the database is away. */
  readonly beat: () => Promise<void>;
  /** Resolves while the lease surely holds; waits while nobody can tell; never resolves once it is lost. */
  readonly held: () => Promise<void>;
  /** Whether it surely holds at this instant. */
  readonly isHeld: () => boolean;
  /** Resolves once it was taken away. */
  readonly lost: Promise<void>;
  /** Gives it back: what is still under way here is for others. */
  readonly leave: () => Promise<void>;
  /** Workers whose leases are over, as of the last sign of life: what they had in hand is to be given to others. */
  readonly gone: () => readonly string[];
}

export interface LeaseOptions {
  readonly worker: string;
  readonly connection: ControlConnection;
  readonly clock: DatabaseClock;
  /** After so many seconds of silence a worker's lease is taken away. */
  readonly seconds: number;
}

/** Between two signs of life that are further apart a worker has not watched the others: the database was away, or it was stopped itself. */
const UNWATCHED = 1_500;

/** How long before the end of its lease a worker begins nothing more, in milliseconds: for a clock that ran ahead of its time. */
const MARGIN = 500;

const BEAT = `
  WITH beat AS (UPDATE deskbook.workers SET beat_at = clock_timestamp() WHERE worker = $1 AND NOT fenced RETURNING worker)
  SELECT worker, fenced, (SELECT count(*) FROM beat)::int AS beaten, extract(epoch FROM clock_timestamp())::float8 * 1000 AS now,
    extract(epoch FROM clock_timestamp() - beat_at)::float8 * 1000 AS silent
  FROM deskbook.workers WHERE worker = $1 OR NOT fenced OR beat_at > clock_timestamp() - interval '1 day'`;

/** Waits for commits of that worker that are under way: they hold its row. After that none of its commits is taken. */
const FENCE = `
  UPDATE deskbook.workers SET fenced = true
  WHERE worker = $1 AND NOT fenced AND beat_at < clock_timestamp() - make_interval(secs => $2)`;

interface WorkerRow {
  readonly worker: string;
  readonly fenced: boolean;
  readonly beaten: number;
  readonly now: number;
  readonly silent: number;
}

/** Takes a lease for a worker of a name that nobody had before. */
export async function takeLease({ worker, connection, clock, seconds }: LeaseOptions): Promise<Lease> {
  const length = seconds * 1_000;
  let until = 0;
  let watching = Number.POSITIVE_INFINITY;
  let beatAt = Number.NEGATIVE_INFINITY;
  let gone: readonly string[] = [];
  let isLost = false;
  let waiting: (() => void)[] = [];
  let tellLost = (): void => {};
  const lost = new Promise<void>((resolve) => {
    tellLost = resolve;
  });

  async function beat(): Promise<void> {
    const asked = performance.now();
    const { rows } = await connection.over((client) => client.query<WorkerRow>(BEAT, [worker]));
    const [first] = rows;
    if (first === undefined || first.beaten === 0) return lose();
    clock.set(first.now, asked);
    if (asked - beatAt > UNWATCHED) watching = asked;
    beatAt = asked;
    until = asked + length - MARGIN;
    for (const go of waiting.splice(0)) go();
    await fenceSilent(rows);
  }

  /** The silence of another counts from when this worker began to watch: nobody could give a sign while the database was away. */
  async function fenceSilent(rows: readonly WorkerRow[]): Promise<void> {
    const watched = performance.now() - watching;
    const over = rows.filter(({ fenced }) => fenced).map((row) => row.worker);
    for (const other of rows) {
      if (other.fenced || other.worker === worker || Math.min(other.silent, watched) <= length) continue;
      const { rowCount } = await connection.over((client) => client.query(FENCE, [other.worker, seconds]));
      if (rowCount === 1) over.push(other.worker);
    }
    gone = over;
  }

  function lose(): void {
    isLost = true;
    waiting = [];
    tellLost();
  }

  const isHeld = (): boolean => !isLost && performance.now() < until;

  await connection.over((client) => client.query('INSERT INTO deskbook.workers (worker) VALUES ($1)', [worker]));
  await beat();
  return {
    beat,
    lost,
    gone: () => gone,
    isHeld,
    held: () => {
      if (isHeld()) return Promise.resolve();
      return new Promise((resolve) => {
        if (!isLost) waiting.push(resolve);
      });
    },
    leave: async () => {
      if (isLost) return;
      lose();
      await connection.over((client) => client.query('UPDATE deskbook.workers SET fenced = true WHERE worker = $1', [worker])); // prettier-ignore
    },
  };
}

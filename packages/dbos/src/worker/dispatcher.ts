import type pg from 'pg';
import { DESK_TURN, DESK_WORK } from '@deskbook/core/hosts';
import { fromKeyText } from '../journal/key-text.ts';
import { controlConnection } from './control-connection.ts';
import type { Transact, Wanted } from './transact.ts';

/** The channel on which processes are told whose turn was asked for. */
const CHANNEL = 'deskbook_turns';

/** Moves the turns that commits asked for, and those of runs that are due, into the queue. */
export interface Dispatcher {
  /** One round; true: there is more. Rejects while the database is away. */
  readonly round: () => Promise<boolean>;
  readonly close: () => Promise<void>;
}

export interface DispatcherOptions {
  readonly url: string;
  readonly transact: Pick<Transact, 'queueTurn'>;
  /** Whose turns are under way in this process. */
  readonly turning: ReadonlySet<string>;
  /** Has a turn that is under way in this process look again. True: it has, and no other need be taken. */
  readonly touch: (of: string) => boolean;
  /** The desk's time, in milliseconds since 1970. */
  readonly now: () => number;
  readonly onFault: (fault: unknown) => void;
}

/** How many asked turns are moved in one transaction. */
const LARGEST = 256;

/** How long, in seconds, a run that is due is left to whoever queued it, before it is queued again. */
const DUE_AGAIN = 5;

/** Whoever moves them deletes them in the same transaction: each is moved once, whichever process does it and whenever it dies. */
const TAKE = `
  DELETE FROM deskbook.turns WHERE number IN (SELECT number FROM deskbook.turns ORDER BY number LIMIT ${LARGEST} FOR UPDATE SKIP LOCKED)
  RETURNING number::text, run`;

const DUE = `
  SELECT run, due_ms::text, floor(extract(epoch FROM clock_timestamp()) / ${DUE_AGAIN})::text AS round FROM deskbook.runs
  WHERE due_ms <= $1 AND NOT ended ORDER BY due_ms LIMIT ${LARGEST}`;

/** Named by what there is to see to, so that it is asked for anew when that is something else, and else every other second. */
const DESK = `
  SELECT concat_ws(' ', due, waits, floor(extract(epoch FROM clock_timestamp()) / 2)) AS round FROM (SELECT
    (SELECT min(due_ms) FROM deskbook.timers WHERE due_ms <= $2) AS due,
    (SELECT max(number) FROM deskbook.parked WHERE kind = ANY($1)) AS waits) AS desk
  WHERE due IS NOT NULL OR waits IS NOT NULL`;

/** How long between two looks at what is due, in milliseconds. */
const LOOK = 200;

/** A worker's part in giving out turns. All workers do the same, and each turn is moved by one of them. */
export function openDispatcher({ url, transact, turning, touch, now, onFault }: DispatcherOptions): Dispatcher {
  const queued = new Set<string>();
  let lookedAt = Number.NEGATIVE_INFINITY;
  const connection = controlConnection({
    url,
    name: 'deskbook dispatcher',
    onNotice: (payload) => {
      for (const of of JSON.parse(payload) as readonly string[]) look(of);
    },
    onOpen: async (client) => {
      await client.query(`LISTEN ${CHANNEL}`);
      // What was notified while nobody listened.
      for (const of of turning) look(of);
    },
  });

  const isSeenTo = (of: string): boolean => turning.has(of) && touch(of);

  /** A turn that is under way sees what others have committed to its run. */
  function look(of: string): void {
    try {
      isSeenTo(of);
    } catch (fault) {
      onFault(fault);
    }
  }

  async function round(client: pg.Client): Promise<boolean> {
    await client.query('BEGIN');
    const { rows } = await client.query<{ number: string; run: string }>(TAKE);
    const wanted = new Map(rows.map((row) => [fromKeyText(row.run), row.number]));
    const others = [...wanted].filter(([of]) => !isSeenTo(of));
    for (const [of, number] of others) await transact.queueTurn({ id: `turn ${number}`, of }, client);
    await tell(
      client,
      others.map(([of]) => of),
    );
    const due = performance.now() - lookedAt >= LOOK ? await whatIsDue(client) : [];
    for (const each of due) await transact.queueTurn(each, client);
    await client.query('COMMIT');
    for (const { id } of due) queued.add(id);
    return rows.length === LARGEST;
  }

  /** Runs whose timer is due, and the desk's own turn while something waits for room or for a port that was down, or a clock is due. */
  async function whatIsDue(client: pg.Client): Promise<readonly Wanted[]> {
    lookedAt = performance.now();
    const due = await client.query<{ run: string; due_ms: string; round: string }>(DUE, [now()]);
    const desk = await client.query<{ round: string }>(DESK, [DESK_WORK, now()]);
    const all = [
      ...due.rows.map((row): Wanted => ({ id: `due ${row.run} ${row.due_ms} ${row.round}`, of: fromKeyText(row.run) })),
      ...desk.rows.map((row): Wanted => ({ id: `desk ${row.round}`, of: DESK_TURN })),
    ];
    if (queued.size > 50_000) queued.clear();
    return all.filter(({ id, of }) => !queued.has(id) && !isSeenTo(of));
  }

  return { round: () => connection.over(round), close: connection.close };
}

/** A payload has less than 8,000 bytes. */
async function tell(client: pg.Client, turns: readonly string[]): Promise<void> {
  for (let from = 0; from < turns.length;) {
    let to = from + 1;
    let bytes = Buffer.byteLength(JSON.stringify(turns[from])) + 2;
    for (; to < turns.length; to += 1) {
      bytes += Buffer.byteLength(JSON.stringify(turns[to])) + 1;
      if (bytes > 7_000) break;
    }
    await client.query('SELECT pg_notify($1, $2)', [CHANNEL, JSON.stringify(turns.slice(from, to))]);
    from = to;
  }
}

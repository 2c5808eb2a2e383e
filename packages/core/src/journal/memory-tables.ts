import type { JsonObject } from '@deskbook/policies';
import type { Head, StreamId } from './journal-entry.ts';
import { type JsonRows, jsonRows } from './json-rows.ts';
import type { EntryRow } from './link-entry.ts';
import { activatedByOf, matchesRun, matchesTask } from './record-filter.ts';
import type { DeadLetter, Parked, RunRecord, Store, TaskRecord, Timer } from './store.ts';
import type { Holder, KeptRows, Tables } from './tables.ts';

interface Kept {
  readonly checkpoints: JsonRows<{ readonly sequence: number; readonly state: JsonObject }>;
  readonly runs: JsonRows<RunRecord>;
  readonly tasks: JsonRows<TaskRecord>;
  readonly tickets: JsonRows<{ readonly id: string; readonly time: string; readonly facts: JsonObject }>;
  readonly bundles: JsonRows<string>;
  readonly letters: JsonRows<DeadLetter>;
  readonly parked: JsonRows<Parked>;
  readonly timers: JsonRows<Timer>;
  readonly cursors: JsonRows<string>;
}

/** Tables in memory. */
export function memoryTables(): Tables {
  const log: EntryRow[] = [];
  const chains = new Map<StreamId, EntryRow[]>();
  const seen = new Set<string>();
  const claims = new Map<string, Map<string, Holder>>();
  const activated = new Map<string, Set<string>>();
  const dueTimers = new Map<string, number>();
  const kept: Kept = { checkpoints: jsonRows(), runs: jsonRows(), tasks: jsonRows(), tickets: jsonRows(), bundles: jsonRows(), letters: jsonRows(), parked: jsonRows(), timers: jsonRows(), cursors: jsonRows() }; // prettier-ignore
  const head = (stream: StreamId): Head | null => {
    const last = chains.get(stream)?.at(-1);
    return last === undefined ? null : { sequence: last.sequence, hash: last.hash };
  };
  const heads = (streams: Iterable<StreamId>): readonly (readonly [StreamId, Head])[] =>
    [...streams].sort().flatMap((stream) => {
      const end = head(stream);
      return end === null ? [] : [[stream, end] as const];
    });
  return {
    append(row) {
      log.push(row);
      const chain = chains.get(row.stream) ?? [];
      chain.push(row);
      chains.set(row.stream, chain);
    },
    head,
    streams: (prefix) => [...chains.keys()].filter((stream) => stream.startsWith(prefix)).sort(),
    rows: (stream, after, atMost = Infinity) => (chains.get(stream) ?? []).slice(after, after + atMost),
    total: () => log.length,
    *everyRow() {
      for (const [index, row] of log.entries()) yield { ...row, position: index + 1 };
    },
    everyHead: () => heads(chains.keys()),
    headsAfter: (position) => heads(new Set(log.slice(position).map(({ stream }) => stream))),
    isSeen: (source, id) => seen.has(JSON.stringify([source, id])),
    see: (source, id) => void seen.add(JSON.stringify([source, id])),
    holders: (key) => [...(claims.get(key)?.values() ?? [])],
    hold(key, holder) {
      const holders = claims.get(key) ?? new Map<string, Holder>();
      claims.set(key, holders.set(holder.holder, holder));
    },
    free: (key, holder) => void claims.get(key)?.delete(holder),
    keep(rows) {
      for (const run of rows.runs ?? []) fileActivation(activated, kept.runs.get(run.run), run);
      for (const { id, due } of rows.timers ?? []) {
        if (due === null) dueTimers.delete(id);
        else dueTimers.set(id, Date.parse(due));
      }
      keepRows(kept, rows);
    },
    checkpoint: kept.checkpoints.get,
    run: kept.runs.get,
    runs: (filter) => runsToLookAt(kept, activated, filter).filter((run) => matchesRun(run, filter)),
    task: kept.tasks.get,
    tasks: (filter) => kept.tasks.all().filter((task) => matchesTask(task, filter)),
    ticket(id) {
      const ticket = kept.tickets.get(id);
      return ticket === null ? null : { time: ticket.time, facts: ticket.facts };
    },
    tickets: kept.tickets.all,
    bundle: kept.bundles.get,
    deadLetters: kept.letters.all,
    deadLetter: kept.letters.get,
    parked: (kind) => kept.parked.all().filter((parked) => parked.kind === kind),
    timer: kept.timers.get,
    timers: (filter) =>
      ('dueBy' in filter ? dueBy(dueTimers, filter.dueBy) : after(kept.timers.all(), filter.after))
        .slice(0, filter.atMost)
        .flatMap((id) => kept.timers.get(id) ?? []),
    nextDue: () => earliest(kept, dueTimers),
    cursor: kept.cursors.get,
  };
}

const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** The ids of what is due by an instant, in the order of when. */
function dueBy(due: ReadonlyMap<string, number>, instant: string): readonly string[] {
  const by = Date.parse(instant);
  const found = [...due].filter(([, when]) => when <= by);
  return found.sort(([a, one], [b, other]) => one - other || byText(a, b)).map(([id]) => id);
}

const after = (timers: readonly Timer[], id: string): readonly string[] =>
  timers.map((timer) => timer.id).filter((other) => other > id).sort(byText); // prettier-ignore

function earliest({ runs }: Kept, due: ReadonlyMap<string, number>): string | null {
  const known = [...due.values(), ...runs.all().flatMap((run) => (run.due === null ? [] : [Date.parse(run.due)]))];
  return known.length === 0 ? null : new Date(known.reduce((one, other) => Math.min(one, other))).toISOString();
}

/** Files a run under whom it gives something. */
function fileActivation(activated: Map<string, Set<string>>, before: RunRecord | null, after: RunRecord): void {
  const earlier = before === null ? null : activatedByOf(before);
  const now = activatedByOf(after);
  if (earlier !== null) activated.get(earlier)?.delete(after.run);
  if (now !== null) activated.set(now, (activated.get(now) ?? new Set()).add(after.run));
}

function runsToLookAt(
  { runs }: Kept,
  activated: ReadonlyMap<string, ReadonlySet<string>>,
  { activatedBy }: Parameters<Store['runs']>[0],
): readonly RunRecord[] {
  if (activatedBy === undefined) return runs.all();
  return runs.some(activated.get(activatedBy) ?? []);
}

function keepRows(kept: Kept, rows: KeptRows): void {
  for (const { run, sequence, state } of rows.checkpoints ?? []) kept.checkpoints.put(run, { sequence, state });
  for (const run of rows.runs ?? []) kept.runs.put(run.run, run);
  for (const task of rows.openTasks ?? []) kept.tasks.put(task.task, task);
  for (const task of rows.closeTasks ?? []) kept.tasks.remove(task);
  for (const ticket of rows.tickets ?? []) kept.tickets.put(ticket.id, ticket);
  for (const ticket of rows.dropTickets ?? []) kept.tickets.remove(ticket);
  for (const run of rows.dropCheckpoints ?? []) kept.checkpoints.remove(run);
  for (const { hash, json } of rows.bundles ?? []) kept.bundles.put(hash, json);
  for (const letter of rows.deadLetters ?? []) kept.letters.put(letter.id, letter);
  for (const id of rows.dropLetters ?? []) kept.letters.remove(id);
  for (const parked of rows.park ?? []) kept.parked.put(parked.id, parked);
  for (const id of rows.unpark ?? []) kept.parked.remove(id);
  for (const timer of rows.timers ?? []) kept.timers.put(timer.id, timer);
  for (const { name, value } of rows.cursors ?? []) kept.cursors.put(name, value);
}

import type { JsonObject } from '@deskbook/policies';
import type { Head, StreamId } from './journal-entry.ts';
import { type JsonRows, jsonRows } from './json-rows.ts';
import type { EntryRow } from './link-entry.ts';
import { activatedByOf, matchesRun, matchesTask } from './record-filter.ts';
import type { DeadLetter, Parked, RunRecord, Store, TaskRecord } from './store.ts';
import type { Holder, KeptRows, Tables } from './tables.ts';

interface Kept {
  readonly checkpoints: JsonRows<{ readonly sequence: number; readonly state: JsonObject }>;
  readonly runs: JsonRows<RunRecord>;
  readonly tasks: JsonRows<TaskRecord>;
  readonly tickets: JsonRows<{ readonly id: string; readonly time: string; readonly facts: JsonObject }>;
  readonly bundles: JsonRows<string>;
  readonly letters: JsonRows<DeadLetter>;
  readonly parked: JsonRows<Parked>;
  readonly cursors: JsonRows<string>;
}

/** Tables in memory. */
export function memoryTables(): Tables {
  const log: EntryRow[] = [];
  const chains = new Map<StreamId, EntryRow[]>();
  const seen = new Set<string>();
  const claims = new Map<string, Map<string, Holder>>();
  const activated = new Map<string, Set<string>>();
  const kept: Kept = { checkpoints: jsonRows(), runs: jsonRows(), tasks: jsonRows(), tickets: jsonRows(), bundles: jsonRows(), letters: jsonRows(), parked: jsonRows(), cursors: jsonRows() }; // prettier-ignore
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
    cursor: kept.cursors.get,
  };
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
  for (const { name, value } of rows.cursors ?? []) kept.cursors.put(name, value);
}

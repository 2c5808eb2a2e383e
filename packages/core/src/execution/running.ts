import type { Bundle } from '@deskbook/dsl/bundle';
import type { Head } from '../journal/journal-entry.ts';
import type { Commit } from '../journal/store.ts';
import type { Entry, EntryBody } from '../kernel/entry.ts';
import type { Graph } from '../kernel/graph.ts';
import type { RunState } from '../kernel/run-state.ts';
import { step } from '../kernel/step.ts';
import { entryOf, streamOf } from './entry-body.ts';
import type { ExecutionHost } from './host.ts';
import { loadRun, type LoadedRun } from './load-run.ts';
import { partsLetGo } from './open-parts.ts';
import { nothing, parkOwnEvents } from './own-events.ts';
import { joinCommits, runCommit, type RunMove } from './run-commit.ts';

/** What to commit, given the run as it is right then; null: nothing any more. `beside` happens in the same commit. */
export type Move = (
  state: RunState,
) => { readonly entries: readonly EntryBody[]; readonly beside?: readonly Commit[] } | null;

/** A run this process has in hand, over the graph it is on. Its commits come one after the other; what is prepared for them runs side by side. */
export interface Running {
  readonly run: string;
  readonly bundle: Bundle;
  readonly graph: Graph;
  /** The state after the last commit this process knows of, and after what is just being committed. */
  readonly state: () => RunState;
  /** The state as it is on record, without what is just being committed. */
  readonly recorded: () => RunState;
  /**
   * Commits entries, compared and set on the run's head; whoever was faster is reloaded and the move made again. Resolves once they are
   * durable. False: the run has gone on so that they no longer fit, and nothing was written.
   */
  readonly commit: (move: Move) => Promise<boolean>;
  /** Reads what others have committed since. */
  readonly refresh: () => void;
  /** Whether it was moved to another graph: nothing is committed here any more, and it is to be taken in hand anew. */
  readonly isMoved: () => boolean;
}

/** Finds a run, in hand already or taken in hand now; null: there is none. */
export type TakeRun = (run: string) => Running | null;

/** Told of every entry and of every commit, once they are durable, and of every commit that failed. None may throw. */
export interface Watch {
  readonly entry: (run: string, entry: Entry) => void;
  /**
   * Something is about to be committed: what comes of it may be prepared, and is part of the same commit if it is ready within this
   * turn of the event loop. False: nothing is being prepared. `recorded` is the state without it.
   */
  readonly foreseen: (running: Running, recorded: RunState) => boolean;
  readonly committed: (running: Running) => void;
  /** The store failed: whether the commit was made nobody knows. */
  readonly failed: (running: Running) => void;
}

/** A move that somebody wants to make, and how they hear what came of it. */
interface Wanted {
  readonly move: Move;
  readonly tell: (done: boolean) => void;
  readonly fail: (fault: unknown) => void;
}

/** A move over the state it was made over. `made` is null where it no longer fits, if all before it are committed. */
interface Taken {
  readonly wanted: Wanted;
  readonly made: (RunMove & { readonly before: RunState; readonly beside: readonly Commit[] }) | null;
}

/** No commit takes more moves: whoever waits for the first of them does not wait for all there will ever be. */
const mostTogether = 64;

/** Takes a run in hand. */
export function openRunning(host: ExecutionHost, loaded: LoadedRun, watch: Watch): Running {
  const { run, bundle, graph } = loaded;
  const stream = streamOf(run);
  /** The run as it is on record. */
  let recorded: Pick<LoadedRun, 'state' | 'head'> = loaded;
  /** With what is about to be. */
  let { state } = loaded;
  const waiting: Wanted[] = [];
  /** Moves that others may still join; null: there are none, or they are being committed. */
  let joining: Taken[] | null = null;
  let isAtWork = false;
  const isMoved = (): boolean => state.bundle !== loaded.state.bundle;

  function refresh(): void {
    const now = host.store.head(stream);
    if (now === null || now.hash === recorded.head.hash) return;
    const fresh = loadRun(host, run);
    if (fresh === null) return;
    const others = host.store.entries(stream, recorded.head.sequence);
    recorded = fresh;
    ({ state } = fresh);
    for (const entry of others) watch.entry(run, entryOf(entry));
  }

  /** Makes a move over the state as it is now. */
  function make(wanted: Wanted, earlier: readonly Taken[]): Taken {
    // What was worked out over the graph before is no answer on this one.
    const moved = isMoved() ? null : wanted.move(state);
    if (moved === null) return { wanted, made: null };
    const { entries: bodies, beside = [] } = moved;
    const at = host.clock.now();
    const entries = bodies.map((body): Entry => ({ ...body, at }));
    const after = fold(graph, state, entries);
    // The head that the first of them is fenced by, and how many entries there will be before this one.
    const { hash, sequence } = recorded.head;
    const before = earlier.reduce((sum, { made }) => sum + (made?.entries.length ?? 0), sequence);
    const head = { hash, sequence: before };
    return { wanted, made: after === null ? null : { graph, before: state, after, head, entries, beside } };
  }

  /** Takes those that wait, in their order, as far as they can go together: what a move may be refused for concerns none before it. */
  function takeWaiting(taken: Taken[]): void {
    for (let [next] = waiting; next !== undefined && !isFull(taken); [next] = waiting) {
      try {
        const move = make(next, taken);
        if (taken.length > 0 && (move.made?.beside.length ?? 0) > 0) return;
        taken.push(move);
        state = move.made?.after ?? state;
      } catch (fault) {
        next.fail(fault);
      }
      waiting.shift();
    }
  }

  function isFull(taken: readonly Taken[]): boolean {
    return taken.length >= mostTogether || taken[0]?.made?.beside.some(({ append }) => append.length > 0) === true;
  }

  /** Tells what is to come of the moves from one on; true: something is being prepared. */
  function foresee(taken: readonly Taken[], from: number): boolean {
    const isMore = taken.slice(from).some(({ made }) => made !== null);
    return isMore && !isFull(taken) && watch.foreseen(running, recorded.state);
  }

  async function commitWaiting(): Promise<void> {
    isAtWork = true;
    while (waiting.length > 0) await commitTogether();
    isAtWork = false;
  }

  async function commitTogether(): Promise<void> {
    const taken: Taken[] = [];
    const from = recorded;
    joining = taken;
    takeWaiting(taken);
    const first = taken.length;
    if (foresee(taken, 0)) await new Promise((resolve) => setImmediate(resolve));
    joining = null;
    const again = (): void => {
      waiting.unshift(...taken.map(({ wanted }) => wanted));
      ({ state } = recorded);
    };
    // Somebody has read meanwhile what others made of it.
    if (recorded !== from) return again();
    const moves = taken.flatMap(({ made }) => made ?? []);
    if (moves.length === 0) return tell(taken);
    try {
      const result = await host.store.commit(commitOf(host, moves));
      if (result.ok) {
        // Whoever has read the run before the answer came knows of this already, and of what others made of it since.
        if (recorded === from) record(moves, result.heads[stream] ?? from.head);
        ({ state } = recorded);
        watch.committed(running);
        tell(taken);
      } else if (result.reason === 'head_moved' && result.stream === stream) {
        refresh();
        again();
      } else {
        ({ state } = recorded);
        // Only the first rests on anything but its run. Those after it may fit without it, and those fit that it made unfit.
        taken.shift()?.wanted.tell(false);
        waiting.unshift(...taken.map(({ wanted }) => wanted));
      }
    } catch (fault) {
      ({ state } = recorded);
      watch.failed(running);
      // What joined them was worked out over what has failed.
      for (const [index, { wanted, made }] of taken.entries()) if (index < first && made !== null) wanted.fail(fault);
      waiting.unshift(...taken.flatMap(({ wanted, made }, index) => (index >= first || made === null ? [wanted] : [])));
    }
  }

  function record(moves: readonly RunMove[], head: Head): void {
    recorded = { state: moves.at(-1)?.after ?? recorded.state, head };
    for (const { entries } of moves) for (const entry of entries) watch.entry(run, entry);
  }

  const running: Running = {
    run,
    bundle,
    graph,
    state: () => state,
    recorded: () => recorded.state,
    refresh,
    isMoved,
    commit: (move) =>
      new Promise((tell, fail) => {
        waiting.push({ move, tell, fail });
        if (joining !== null) {
          const from = joining.length;
          takeWaiting(joining);
          foresee(joining, from);
        } else if (!isAtWork) void commitWaiting();
      }),
  };
  return running;
}

function tell(taken: readonly Taken[]): void {
  for (const { wanted, made } of taken) wanted.tell(made !== null);
}

/** The commit that makes moves durable that follow one another. */
function commitOf(host: ExecutionHost, moves: readonly NonNullable<Taken['made']>[]): Commit {
  const [first, last] = [moves[0], moves.at(-1)];
  if (first === undefined || last === undefined) throw new TypeError('there is nothing to commit');
  const entries = moves.flatMap((move) => move.entries);
  const listens = host.listens?.() ?? nothing;
  return joinCommits([
    runCommit({ ...first, after: last.after, entries }),
    ...moves.flatMap((move) => [
      parkOwnEvents(move, listens),
      ...partsLetGo(host.store, move.before, move.after),
      ...move.beside,
    ]),
  ]);
}

/** The state after some entries; null: none of them was taken. */
function fold(graph: Graph, state: RunState, entries: readonly Entry[]): RunState | null {
  let after = state;
  let taken = false;
  for (const entry of entries) {
    const result = step(graph, after, entry);
    after = result.state;
    taken ||= result.ignored === null;
  }
  return taken ? after : null;
}

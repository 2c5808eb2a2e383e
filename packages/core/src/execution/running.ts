import type { Bundle } from '@deskbook/dsl/bundle';
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
import { joinCommits, runCommit } from './run-commit.ts';

/** What to commit, given the run as it is right then; null: nothing any more. `beside` happens in the same commit. */
export type Move = (
  state: RunState,
) => { readonly entries: readonly EntryBody[]; readonly beside?: readonly Commit[] } | null;

/** A run this process has in hand, over the graph it is on. Its commits come one after the other; what is prepared for them runs side by side. */
export interface Running {
  readonly run: string;
  readonly bundle: Bundle;
  readonly graph: Graph;
  /** The state after the last commit this process knows of. */
  readonly state: () => RunState;
  /**
   * Commits entries, compared and set on the run's head; whoever was faster is reloaded and the move made again. False: the run has
   * gone on so that they no longer fit, and nothing was written.
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
  readonly committed: (running: Running) => void;
  /** The store failed: whether the commit was made nobody knows. */
  readonly failed: (running: Running) => void;
}

/** Takes a run in hand. */
export function openRunning(host: ExecutionHost, loaded: LoadedRun, watch: Watch): Running {
  const { run, bundle, graph } = loaded;
  let { state, head } = loaded;
  const began = state.bundle;
  const isMoved = (): boolean => state.bundle !== began;
  let queue: Promise<unknown> = Promise.resolve();

  function refresh(): void {
    const now = host.store.head(streamOf(run));
    if (now === null || now.hash === head.hash) return;
    const fresh = loadRun(host, run);
    if (fresh === null) return;
    const others = host.store.entries(streamOf(run), head.sequence);
    ({ state, head } = fresh);
    for (const entry of others) watch.entry(run, entryOf(entry));
  }

  async function commitNow(move: Move): Promise<boolean> {
    for (;;) {
      // What was worked out over the graph before is no answer on this one.
      const moved = isMoved() ? null : move(state);
      if (moved === null) return false;
      const from = head;
      const at = host.clock.now();
      const entries = moved.entries.map((body): Entry => ({ ...body, at }));
      const after = fold(graph, state, entries);
      if (after === null) return false;
      const made = { graph, before: state, after, head, entries };
      const parts = partsLetGo(host.store, state, after);
      const own = [runCommit(made), parkOwnEvents(made, host.listens?.() ?? nothing), ...parts];
      const result = await host.store.commit(joinCommits([...own, ...(moved.beside ?? [])]));
      if (result.ok) {
        // Whoever has read the run before the answer came knows of this already, and of what others made of it since.
        if (head === from) {
          state = after;
          head = result.heads[streamOf(run)] ?? head;
          for (const entry of entries) watch.entry(run, entry);
        }
        return true;
      }
      if (result.reason !== 'head_moved' || result.stream !== streamOf(run)) return false;
      refresh();
    }
  }

  const running: Running = {
    run,
    bundle,
    graph,
    state: () => state,
    refresh,
    isMoved,
    commit: (move) => {
      const turn = queue.then(() => commitNow(move));
      queue = turn.catch(() => undefined);
      return turn.then(
        (done) => {
          if (done) watch.committed(running);
          return done;
        },
        (fault: unknown) => {
          watch.failed(running);
          throw fault;
        },
      );
    },
  };
  return running;
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

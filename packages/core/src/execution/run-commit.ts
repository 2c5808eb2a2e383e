import type { Commit } from '../journal/store.ts';
import type { Head } from '../journal/journal-entry.ts';
import type { JsonObject } from '@deskbook/policies';
import type { Entry } from '../kernel/entry.ts';
import type { Graph } from '../kernel/graph.ts';
import type { RunState } from '../kernel/run-state.ts';
import { bodyOf, streamOf } from './entry-body.ts';
import { causeText, runRecord } from './run-record.ts';
import { taskChanges, taskRecords, tasksMayDiffer } from './task-records.ts';
import { touchedRuns } from './touched-runs.ts';
import { waitsListed } from './waits-listed.ts';

/** How many entries there are at least between checkpoints. */
const checkpointEvery = 64;

/** A run that has gone on: from a state, through entries, to the next. `before` and `head` are null where it begins. */
export interface RunMove {
  readonly graph: Graph;
  /** The graph before, where it was moved from another. */
  readonly from?: Graph;
  readonly before: RunState | null;
  readonly after: RunState;
  readonly head: Head | null;
  readonly entries: readonly Entry[];
}

/** The commit that makes a move durable, with everything that is listed of the run. Fenced by the run's head. */
export function runCommit({ graph, from = graph, before, after, head, entries }: RunMove): Commit {
  const stream = streamOf(after.run);
  const at = entries.at(-1)?.at ?? '';
  const sequence = (head?.sequence ?? 0) + entries.length;
  const ended = after.status === 'ended';
  const every = entriesBetween(after);
  const due = Math.floor((head?.sequence ?? 0) / every) < Math.floor(sequence / every);
  return {
    expect: { [stream]: head },
    append: entries.map((entry) => ({ stream, at: entry.at, cause: causeOf(after, entry), body: bodyOf(entry) })),
    runs: [runRecord(graph, after, at)],
    ...(due || ended || from !== graph
      ? { checkpoints: [{ run: after.run, sequence, state: after as unknown as JsonObject }] }
      : {}),
    ...(ended ? { release: after.claims.map((key) => ({ key, holder: after.run })) } : {}),
    ...(before === null || from !== graph || tasksMayDiffer(before, after)
      ? taskChanges(before === null ? [] : taskRecords(from, before), taskRecords(graph, after))
      : {}),
    ...waitsListed({ graph, from, before, after, at }),
    touched: touchedRuns(before, after),
  };
}

/** The more a run has done, the longer is its checkpoint, and the rarer: what they cost an entry stays the same. */
function entriesBetween({ effects, begun }: RunState): number {
  const grown = (effects.length + begun.length) / 4;
  return grown <= checkpointEvery ? checkpointEvery : 2 ** Math.ceil(Math.log2(grown));
}

/** What made an entry: a person, an event, another run, or else the run itself. */
function causeOf(state: RunState, entry: Entry): string {
  switch (entry.type) {
    case 'run.started':
      return causeText(entry.cause);
    case 'task.answered':
      return `person:${entry.by}`;
    case 'approval.entry':
      return 'by' in entry.entry ? `person:${entry.entry.by}` : `run:${state.run}`;
    case 'task.reassigned':
      return entry.by === undefined ? `run:${state.run}` : `person:${entry.by}`;
    case 'run.paused':
    case 'run.resumed':
    case 'run.moved':
      return `person:${entry.by}`;
    case 'run.cancelled':
    case 'undo.requested':
      return entry.by === null ? `run:${state.run}` : `person:${entry.by}`;
    case 'event.matched':
    case 'event.kept':
      return `event:${entry.source}/${entry.id}`;
    case 'child.ended':
      return `run:${entry.run}`;
    default:
      return `run:${state.run}`;
  }
}

/** Whether a commit changes nothing and rests on nothing. */
function isEmpty(commit: Commit): boolean {
  if (commit.append.length > 0) return false;
  return Object.values(commit).every((rows) => (Array.isArray(rows) ? rows : Object.keys(rows as object)).length === 0);
}

/** Several commits as one: all of it happens or none. */
export function joinCommits(all: readonly Commit[]): Commit {
  const commits = all.filter((commit) => !isEmpty(commit));
  const [only] = commits;
  if (only !== undefined && commits.length === 1) return only;
  return {
    expect: Object.fromEntries(commits.flatMap((commit) => Object.entries(commit.expect))),
    append: commits.flatMap((commit) => commit.append),
    seen: commits.flatMap((commit) => commit.seen ?? []),
    claim: commits.flatMap((commit) => commit.claim ?? []),
    release: commits.flatMap((commit) => commit.release ?? []),
    checkpoints: commits.flatMap((commit) => commit.checkpoints ?? []),
    runs: commits.flatMap((commit) => commit.runs ?? []),
    openTasks: commits.flatMap((commit) => commit.openTasks ?? []),
    closeTasks: commits.flatMap((commit) => commit.closeTasks ?? []),
    tickets: commits.flatMap((commit) => commit.tickets ?? []),
    dropTickets: commits.flatMap((commit) => commit.dropTickets ?? []),
    dropCheckpoints: commits.flatMap((commit) => commit.dropCheckpoints ?? []),
    bundles: commits.flatMap((commit) => commit.bundles ?? []),
    deadLetters: commits.flatMap((commit) => commit.deadLetters ?? []),
    dropLetters: commits.flatMap((commit) => commit.dropLetters ?? []),
    park: commits.flatMap((commit) => commit.park ?? []),
    unpark: commits.flatMap((commit) => commit.unpark ?? []),
    timers: commits.flatMap((commit) => commit.timers ?? []),
    cursors: commits.flatMap((commit) => commit.cursors ?? []),
    touched: commits.flatMap((commit) => commit.touched ?? []),
  };
}

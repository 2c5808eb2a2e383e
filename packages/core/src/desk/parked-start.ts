import type { JsonObject } from '@deskbook/policies';
import type { RunStart, StartedRunDraft } from '../execution/start-run.ts';
import type { Commit, Parked, TaskRecord } from '../journal/store.ts';
import type { WantedStart } from '../triggers/index.ts';

/** Starts that wait for room under a limit, and starts that a person is to look at first. */
export type ParkedKind = 'queued' | 'held';

/** The id of the task by which a person lets a held start go, or drops it. */
export const heldTask = (run: string): string => `held/${run}`;

/** Whether a task is a held start. */
export const isHeldTask = (task: string): boolean => task.startsWith('held/');

/** Keeps a start for later. A held one is listed as a task, so that somebody finds it. */
export function parkStart(
  kind: ParkedKind,
  wanted: WantedStart,
  draft: StartedRunDraft,
  assignees: readonly string[],
): Commit {
  const { bundle, ...start } = wanted.start;
  const work = { ...wanted, start: { ...start, bundle: bundle.hash } } as unknown as JsonObject;
  const park: Parked = { id: draft.run, kind, at: draft.entry.at, work };
  return {
    expect: {},
    append: [],
    park: [park],
    ...(kind === 'held' ? { openTasks: [taskOf(wanted, draft, assignees)] } : {}),
  };
}

function taskOf(wanted: WantedStart, draft: StartedRunDraft, assignees: readonly string[]): TaskRecord {
  const { workflow, requester } = wanted.start;
  return {
    task: heldTask(draft.run),
    run: draft.run,
    node: '',
    kind: 'hold',
    assignees,
    role: wanted.start.bundle.owner,
    deadline: null,
    title: `More than ${wanted.throttle?.capacity ?? 0} starts of ${workflow} in a short time: start this one as well?`,
    details: { trigger: wanted.trigger, workflow, requester, outcomes: ['start', 'drop'] },
  };
}

/** A start as it was parked; null: its bundle is not here. */
export function readParked(
  { work }: Parked,
  bundleOf: (hash: string) => RunStart['bundle'] | null,
): WantedStart | null {
  const { start, ...rest } = work as unknown as Omit<WantedStart, 'start'> & {
    readonly start: Omit<RunStart, 'bundle'> & { readonly bundle: string };
  };
  const bundle = bundleOf(start.bundle);
  return bundle === null ? null : { ...rest, start: { ...start, bundle } };
}

/** Takes a parked start out, whatever becomes of it. */
export const unpark = (run: string): Commit => ({ expect: {}, append: [], unpark: [run], closeTasks: [heldTask(run)] });

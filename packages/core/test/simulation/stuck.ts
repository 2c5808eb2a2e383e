import type { RunRecord, Store } from '../../src/index.ts';

/** How long after it is due something may still lie there, in milliseconds: clocks differ. */
const MARGIN = 5 * 3_600_000;

/** What a desk at rest still has to do, and what of it nobody can see: neither a task nor a time nor an event is waited for. */
export function stuckIn(store: Store, now: number): { readonly open: number; readonly unseen: readonly string[] } {
  const open = store.runs({ status: 'open' });
  const unseen = open
    .filter((run) => !isSeen(store, run))
    .map(({ run }) => `${run} neither ended nor waits for anybody`);
  const parked = ['queued', 'held', 'postponed'].flatMap((kind) => store.parked(kind));
  const tasks = store.tasks({});
  const forgotten = tasks.filter(({ task, run }) => !task.startsWith('held/') && store.run(run)?.status === 'ended');
  const lost = forgotten.map(({ task }) => `${task} is open, and its run has ended`);
  const idle = parked
    .filter(({ kind }) => kind === 'postponed')
    .map(({ id }) => `${id} is postponed, and nothing is down`);
  const late = open.filter(({ due }) => due !== null && Date.parse(due) + MARGIN < now);
  const overdue = late.map(({ run, due }) => `${run} was due at ${due}, and lies there`);
  return { open: open.length + parked.length + tasks.length, unseen: [...unseen, ...overdue, ...lost, ...idle] };
}

function isSeen(store: Store, run: RunRecord): boolean {
  if (run.due !== null || run.paused === true || store.tasks({ run: run.run }).length > 0) return true;
  // What is a part of a run that stands still does so as well.
  if (run.parent !== null && store.run(run.parent)?.paused === true) return true;
  return store.runs({ parent: run.run, status: 'open' }).length > 0;
}

import type { RunRecord, Store, TaskRecord } from './store.ts';

/** Whom a run gives a temporary role or a broken glass now; null: nobody. */
export function activatedByOf({ status, activation, requester }: RunRecord): string | null {
  return activation === undefined || status === 'ended' ? null : requester;
}

/** Whether a run is one of those asked for. Everything that is given must hold. */
export function matchesRun(run: RunRecord, filter: Parameters<Store['runs']>[0]): boolean {
  const { status, workflow, ticket, dueBy, ready, parent, activatedBy } = filter;
  if (status !== undefined && (run.status === 'ended') !== (status === 'ended')) return false;
  if (workflow !== undefined && run.workflow !== workflow) return false;
  if (ticket !== undefined && run.ticket !== ticket) return false;
  if (parent !== undefined && run.parent !== parent) return false;
  if (ready === true && (run.waiting === true || run.status === 'ended')) return false;
  if (activatedBy !== undefined && activatedBy !== activatedByOf(run)) return false;
  return dueBy === undefined || (run.due !== null && Date.parse(run.due) <= Date.parse(dueBy));
}

/** Whether a task is one of those asked for. */
export function matchesTask(task: TaskRecord, filter: Parameters<Store['tasks']>[0]): boolean {
  if (filter.run !== undefined && task.run !== filter.run) return false;
  return filter.assignee === undefined || task.assignees.includes(filter.assignee);
}

import { dueTime } from '../due-time.ts';
import { answer, type Work } from '../work.ts';

/** Ends a run. Where it may be undone for a while of business time, until when is worked out here, and never again. */
export async function endRun(work: Work<'end'>): Promise<void> {
  const { command, host, running } = work;
  const { undoWindow } = running.graph.workflow;
  const isBusinessTime = undoWindow !== null && 'business' in undoWindow;
  const until = isBusinessTime ? dueTime([host.bundle(), running.bundle], host.clock.now(), undoWindow) : null;
  const end = { type: 'run.ended', end: command.end } as const;
  await answer({ host, running, command }, until?.ok === true ? { ...end, undoUntil: until.due } : end);
}

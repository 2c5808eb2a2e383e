import { dueTime } from '../due-time.ts';
import { draftFinally } from '../finally-run.ts';
import { answer, isAsked, type Work } from '../work.ts';

/**
 * Ends a run, once what is done at its end is done. Where it may be undone for a while of business time, until when is worked out here, and
 * never again.
 */
export async function endRun(work: Work<'end'>): Promise<void> {
  const { command, host, running } = work;
  if (await isNotOver(work)) return;
  const { undoWindow } = running.graph.workflow;
  const isBusinessTime = undoWindow !== null && 'business' in undoWindow;
  const until = isBusinessTime ? dueTime([host.bundle(), running.bundle], host.clock.now(), undoWindow) : null;
  const end = { type: 'run.ended', end: command.end } as const;
  await answer({ host, running, command }, until?.ok === true ? { ...end, undoUntil: until.due } : end);
}

/** Begins what is done at the end, if there is anything, and says whether it is still going on. */
async function isNotOver(work: Work<'end'>): Promise<boolean> {
  const { command, host, running } = work;
  if (running.graph.workflow.finally === undefined) return false;
  await running.commit((state) => {
    const draft = draftFinally(host, running, state, command.end);
    if (draft === null || state.finally !== undefined || !isAsked(work, state.outstanding)) return null;
    const beside = host.store.run(draft.run) === null ? [draft.commit] : [];
    return { entries: [{ type: 'finally.started', run: draft.run }], beside };
  });
  const begun = running.state().finally;
  return begun !== undefined && host.store.run(begun)?.status !== 'ended';
}

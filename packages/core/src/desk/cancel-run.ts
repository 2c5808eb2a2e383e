import type { AnswerResult } from '../execution/answer-result.ts';
import { openParts } from '../execution/open-parts.ts';
import type { Pause } from '../kernel/run-state.ts';
import type { Desk } from './desk.ts';
import type { DeskParts } from './desk-parts.ts';
import { may } from './may.ts';

type Request = Parameters<Desk['cancel']>[1];

/** Cancels a run: whoever asked for it or approved it, or who may `cancel:<workflow>`. */
export async function cancelRun(parts: DeskParts, run: string, { by, reason }: Request): Promise<AnswerResult> {
  const refusal = await refuseUnless(parts, 'cancel', run, by);
  return refusal ?? parts.executor.cancel(run, by, reason);
}

/** Takes a run back while it can be: whoever asked for it or approved it, or who may `undo:<workflow>`. */
export async function undoRun(parts: DeskParts, run: string, { by, reason }: Request): Promise<AnswerResult> {
  const refusal = await refuseUnless(parts, 'undo', run, by);
  return refusal ?? parts.executor.undo(run, by, reason);
}

/** Lets a run and what is a part of it stand still: whoever asked for it or approved it, or who may `pause:<workflow>`. */
export async function pauseRun(parts: DeskParts, run: string, { by, reason }: Request): Promise<AnswerResult> {
  const refusal = await refuseUnless(parts, 'pause', run, by);
  if (refusal !== null) return refusal;
  const paused = await parts.executor.pause(run, by, reason);
  if (paused.ok) for (const part of openParts(parts.store, run)) await parts.executor.pause(part, by, reason);
  return paused;
}

/**
 * Lets a paused run and what is a part of it go on: whoever paused it, or who may `pause:<workflow>`. A part that somebody else had
 * paused stays so, unless that may be lifted too.
 */
export async function resumeRun(parts: DeskParts, run: string, { by, reason }: Request): Promise<AnswerResult> {
  const pause = pauseOf(parts, run);
  const refusal = await refuseResuming(parts, run, by, pause);
  if (refusal !== null) return refusal;
  const resumed = await parts.executor.resume(run, by, reason, pause);
  if (!resumed.ok) return resumed;
  for (const part of openParts(parts.store, run)) {
    const own = pauseOf(parts, part);
    const isLifted = own !== null && (own.by === pause?.by || (await refuseResuming(parts, part, by, own)) === null);
    if (isLifted) await parts.executor.resume(part, by, reason, own);
    parts.executor.touch(part);
  }
  return resumed;
}

function pauseOf({ executor }: Pick<DeskParts, 'executor'>, run: string): Pause | null {
  return executor.state(run)?.paused ?? null;
}

type What = 'cancel' | 'move' | 'pause' | 'undo';

async function refuseUnless(parts: DeskParts, what: What, run: string, by: string): Promise<AnswerResult | null> {
  const requester = parts.store.run(run)?.requester ?? null;
  const duties = parts.executor.state(run)?.duties ?? {};
  if (requester === by || (Object.hasOwn(duties, by) && duties[by]?.includes('approve') === true)) return null;
  return refuseWithoutGrant(parts, what, run, by);
}

/** A pause belongs to whoever made it: that it is one's own run, or that one approved it, does not lift what somebody else stopped. */
async function refuseResuming(
  parts: DeskParts,
  run: string,
  by: string,
  pause: Pause | null,
): Promise<AnswerResult | null> {
  if (pause === null) return refuseUnless(parts, 'pause', run, by);
  return pause.by === by ? null : refuseWithoutGrant(parts, 'pause', run, by);
}

/** Refuses what somebody has no grant for: `<what>:<workflow>`. null: they have one. */
export async function refuseWithoutGrant(
  parts: DeskParts,
  what: What,
  run: string,
  by: string,
): Promise<AnswerResult | null> {
  const record = parts.store.run(run);
  if (record === null) return { ok: false, code: 'no_such_task', reason: `there is no run ${run}` };
  const action = `${what}:${record.workflow}`;
  const decision = await may(parts, { subject: by, action, resource: { type: 'workflow', id: record.workflow } });
  if (decision.allowed) return null;
  return {
    ok: false,
    code: 'not_yours',
    reason: `${by} may not ${what} this run (${decision.reason}: ${decision.basis?.id ?? action})`,
  };
}

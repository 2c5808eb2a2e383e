import type { AnswerResult } from '../execution/answer-result.ts';
import { openParts } from '../execution/open-parts.ts';
import { pausesOf } from '../kernel/pauses-of.ts';
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
 * Lets a paused run and what is a part of it go on: whoever paused it lifts their own pause, whoever may `pause:<workflow>` everybody's. A part
 * that somebody else had paused stays so, unless that may be lifted too.
 */
export async function resumeRun(parts: DeskParts, run: string, { by, reason }: Request): Promise<AnswerResult> {
  const pauses = pausesIn(parts, run);
  const lifted = await liftedBy(parts, run, by, pauses);
  if ('ok' in lifted) return lifted;
  const resumed = await parts.executor.resume(run, by, reason, lifted);
  if (!resumed.ok) return resumed;
  const whose = new Set(lifted.map((pause) => pause.by));
  for (const part of openParts(parts.store, run)) {
    const all = pausesIn(parts, part);
    const others = await liftedBy(
      parts,
      part,
      by,
      all.filter((pause) => !whose.has(pause.by)),
    );
    const own = [...all.filter((pause) => whose.has(pause.by)), ...('ok' in others ? [] : others)];
    if (own.length > 0) await parts.executor.resume(part, by, reason, own);
    parts.executor.touch(part);
  }
  return resumed;
}

function pausesIn({ executor }: Pick<DeskParts, 'executor'>, run: string): readonly Pause[] {
  const state = executor.state(run);
  return state === null ? [] : pausesOf(state);
}

type What = 'cancel' | 'move' | 'pause' | 'undo';

async function refuseUnless(parts: DeskParts, what: What, run: string, by: string): Promise<AnswerResult | null> {
  const requester = parts.store.run(run)?.requester ?? null;
  const duties = parts.executor.state(run)?.duties ?? {};
  if (requester === by || (Object.hasOwn(duties, by) && duties[by]?.includes('approve') === true)) return null;
  return refuseWithoutGrant(parts, what, run, by);
}

/**
 * The pauses somebody may lift: their own; without one of their own, everybody's with a grant. A pause belongs to whoever made it: that it is
 * one's own run, or that one approved it, does not lift what somebody else stopped.
 */
async function liftedBy(
  parts: DeskParts,
  run: string,
  by: string,
  pauses: readonly Pause[],
): Promise<readonly Pause[] | Extract<AnswerResult, { ok: false }>> {
  const own = pauses.filter((pause) => pause.by === by);
  if (own.length > 0) return own;
  const refusal = await (pauses.length === 0 ? refuseUnless : refuseWithoutGrant)(parts, 'pause', run, by);
  return refusal?.ok === false ? refusal : pauses;
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

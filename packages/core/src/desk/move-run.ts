import type { NodeId } from '@deskbook/dsl/bundle';
import type { AnswerResult } from '../execution/answer-result.ts';
import { draftMove, type MovePlan } from '../execution/draft-move.ts';
import { refuseWithoutGrant } from './cancel-run.ts';
import type { DeskParts } from './desk-parts.ts';

/** Steps that are called otherwise in the bundle of now, old id to new. */
export type MoveMap = { readonly [node: NodeId]: NodeId };

/** Whether a run was moved; if not, what is in the way, or who may not. */
export type MoveResult =
  | { readonly ok: true; readonly run: string; readonly plan: MovePlan }
  | {
      readonly ok: false;
      readonly code: Extract<AnswerResult, { ok: false }>['code'] | 'in_the_way';
      readonly reason: string;
      readonly plan: MovePlan | null;
    };

/** What moving a run to the bundle of now would come to, and what is in the way. null: there is no such run. */
export function planMove(parts: DeskParts, run: string, map: MoveMap = {}): MovePlan | null {
  return draftMove(parts.host, run, { to: parts.bundle, map, by: '', reason: '' })?.plan ?? null;
}

/**
 * Moves a run, and what is a part of it, to the bundle of now: whoever may `move:<workflow>`. All of it or nothing. That it is one's own
 * run does not let one choose the rules it goes on by.
 */
export async function moveRun(
  parts: DeskParts,
  run: string,
  { by, reason, map = {} }: { readonly by: string; readonly reason: string; readonly map?: MoveMap },
): Promise<MoveResult> {
  const refusal = await refuseWithoutGrant(parts, 'move', run, by);
  if (refusal?.ok === false) return { ...refusal, plan: null };
  for (;;) {
    const drafted = draftMove(parts.host, run, { to: parts.bundle, map, by, reason: reason.toWellFormed() });
    if (drafted === null) return { ok: false, code: 'refused', reason: 'the bundle it is on is not here', plan: null };
    const { plan, commit, entries } = drafted;
    if (commit === null) return { ok: false, code: 'in_the_way', reason: inTheWayText(plan), plan };
    const result = await parts.store.commit(commit);
    // Somebody was faster: what is in the way is looked at again.
    if (!result.ok) continue;
    for (const { run: moved, entry } of entries) {
      parts.host.onEntry?.(moved, entry);
      parts.executor.touch(moved);
    }
    return { ok: true, run, plan };
  }
}

/** What is in the way, in one line. */
function inTheWayText({ inTheWay }: MovePlan): string {
  return inTheWay.map(({ node, reason }) => (node === null ? reason : `${node}: ${reason}`)).join('; ');
}

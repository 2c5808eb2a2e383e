import type { AccessDecision, AccessReason } from '@deskbook/policies';
import { isWork } from '../kernel/outcomes.ts';
import { refuse, type Answering, type Refused } from './answering.ts';
import { mayAnswer } from './may-answer.ts';

/** What keeps somebody from an answer, as of the moment it is asked; null: nothing does. */
export type Kept = () => Refused | null;

/** Reasons that keep a person from a duty. Seats and assignments give the right to it, so that no grant is needed. */
const keeping: ReadonlySet<AccessReason> = new Set(['separation', 'denied', 'denial_undecided', 'error']);

/**
 * What keeps this person from voting, or from doing the work: they are no longer known, a denial, or a separation of duties. What
 * cannot be told just now keeps everybody from it. What is given can be asked again: it counts the duties that are exercised by
 * then. null: the answer exercises no duty.
 */
export async function keptFrom(at: Answering): Promise<Kept | null> {
  const duty = dutyOf(at);
  if (duty === null) return null;
  const { name, of, type } = duty;
  try {
    const decide = await mayAnswer(at, `${name}:${of}`, { type, id: of });
    if (decide === null) return () => refuse('not_yours', `there is no person ${at.answer.by}`);
    return () => keptBy(decide);
  } catch {
    return unavailable;
  }
}

function keptBy(decide: () => AccessDecision): Refused | null {
  try {
    const { reason, basis } = decide();
    return keeping.has(reason) ? refuse('refused', basis?.id ?? reason) : null;
  } catch {
    return unavailable();
  }
}

const unavailable = (): Refused => refuse('refused', 'unavailable');

/**
 * The duty an answer exercises: voting, or having done the work of a step, as its task or by hand where it was held. Asking back,
 * handing on and saying that an effect has happened exercise none.
 */
function dutyOf({
  node: { id, verb },
  task: { what, reason },
  answer: { outcome },
  running,
}: Answering): { readonly name: string; readonly of: string; readonly type: string } | null {
  if (verb.kind === 'approve') return { name: 'approve', of: verb.approval, type: 'approval' };
  if (outcome !== 'done') return null;
  const byHand = what === 'hold' && reason !== 'undo_failed' && isWork(verb);
  const isClaim = Object.values(running.state().pending).some(({ node }) => node === id);
  return verb.kind === 'task' || (byHand && !isClaim) ? { name: 'perform', of: id, type: 'step' } : null;
}

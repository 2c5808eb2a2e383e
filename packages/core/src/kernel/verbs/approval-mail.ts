import type { Node } from '@deskbook/dsl/bundle';
import type { Command } from '../command.ts';
import { answered, command, keyOf, nodeState, setNode, type Draft } from '../draft.ts';
import type { Entry } from '../entry.ts';
import { ofType } from '../fits.ts';
import { mayRetry, retryDelay } from '../retry-delay.ts';

type Notify = Extract<Command, { type: 'notify' }>;

/** Mails the people of a seat, once unless asked to do it again. Each mail has a number, and so a key, of its own. */
export function mail(draft: Draft, node: Node, seat: string, again: boolean, named = false): void {
  const { mailed, visit, task } = nodeState(draft, node.id);
  const number = (Object.hasOwn(mailed, seat) ? mailed[seat] : undefined) ?? 0;
  if (task === null || (number > 0 && !again)) return;
  setNode(draft, node.id, { mailed: { ...mailed, [seat]: number + 1 } });
  const key = `${keyOf(draft, node)}/ask/${seat}/${number + 1}`;
  command(draft, {
    type: 'notify',
    task: task.task,
    seat,
    number: number + 1,
    key,
    ...(named && { named }),
    node: node.id,
    visit,
  });
}

/** Takes that a mail is on its way, or what became of it. One that did not get through is sent again after a pause. */
export function takeMail(
  draft: Draft,
  node: Node,
  entry: Extract<Entry, { type: 'approval.asked' | 'approval.mailed' }>,
): boolean {
  const here = ofType('notify', entry);
  const fits = (wanted: Command): wanted is Notify => here(wanted) && wanted.key === entry.key;
  // Where each of the seat's people has a letter of their own, its key is the mail's with one more part.
  const isPart = (wanted: Command): boolean => here(wanted) && entry.key?.startsWith(`${wanted.key}/`) === true;
  const { asked, unsent, attempt, visit } = nodeState(draft, node.id);
  if (entry.type === 'approval.asked') {
    if (entry.key === undefined || !draft.outstanding.some((wanted) => fits(wanted) || isPart(wanted))) return false;
    setNode(draft, node.id, { asked: [...asked, entry.key] });
    return true;
  }
  if (entry.to !== undefined) return draft.outstanding.some(isPart);
  if (answered(draft, fits) === null) return false;
  if (entry.status !== 'failed' || !mayRetry(null, attempt + 1)) return true;
  setNode(draft, node.id, { unsent: [...new Set([...unsent, entry.seat])] });
  if (unsent.length > 0) return true;
  const after = { milliseconds: retryDelay(null, entry.key, attempt + 1) };
  command(draft, { type: 'schedule', timer: 'retry', after, node: node.id, visit });
  return true;
}

/** Mails those again who could not be reached and are still asked. */
export function mailUnsent(draft: Draft, node: Node): void {
  const { unsent, approval, attempt } = nodeState(draft, node.id);
  setNode(draft, node.id, { unsent: [], attempt: attempt + 1 });
  for (const seat of unsent) if (approval?.asking.includes(seat) === true) mail(draft, node, seat, true);
}

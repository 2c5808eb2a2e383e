import type { Node } from '@deskbook/dsl/bundle';
import type { Command } from '../command.ts';
import { answered, command, keyOf, nodeState, setNode, type Draft } from '../draft.ts';
import type { Entry } from '../entry.ts';
import { ofType } from '../fits.ts';
import { mayRetry, retryDelay } from '../retry-delay.ts';

type Notify = Extract<Command, { type: 'notify' }>;

/** How a seat is mailed: again, though it was before; somebody who was named just now; all but some of its people. */
interface Mailing {
  readonly again: boolean;
  readonly named?: boolean;
  readonly except?: readonly string[];
}

/** Mails the people of a seat, once unless asked to do it again. Each mail has a number, and so a key, of its own. */
export function mail(draft: Draft, node: Node, seat: string, { again, named = false, except = [] }: Mailing): void {
  const { mailed, visit, task, reached = {} } = nodeState(draft, node.id);
  const number = (Object.hasOwn(mailed, seat) ? mailed[seat] : undefined) ?? 0;
  if (task === null || (number > 0 && !again)) return;
  const { [seat]: _, ...others } = reached;
  const left = except.length > 0 ? { ...others, [seat]: except } : others;
  const changed = Object.keys(reached).length > 0 ? { reached: left } : {};
  setNode(draft, node.id, { mailed: { ...mailed, [seat]: number + 1 }, ...changed });
  const key = `${keyOf(draft, node)}/ask/${seat}/${number + 1}`;
  command(draft, {
    type: 'notify',
    task: task.task,
    seat,
    number: number + 1,
    key,
    ...(named && { named }),
    ...(except.length > 0 && { except }),
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
  if (entry.to !== undefined) {
    if (!draft.outstanding.some(isPart)) return false;
    if (entry.status === 'sent') reach(draft, node, entry.seat, entry.to);
    return true;
  }
  if (answered(draft, fits) === null) return false;
  if (entry.status !== 'failed' || !mayRetry(null, attempt + 1)) return true;
  setNode(draft, node.id, { unsent: [...new Set([...unsent, entry.seat])] });
  if (unsent.length > 0) return true;
  const after = { milliseconds: retryDelay(null, entry.key, attempt + 1) };
  command(draft, { type: 'schedule', timer: 'retry', after, node: node.id, visit });
  return true;
}

/** Remembers that somebody's letter got through. */
function reach(draft: Draft, node: Node, seat: string, person: string): void {
  const { reached = {} } = nodeState(draft, node.id);
  const before = (Object.hasOwn(reached, seat) ? reached[seat] : undefined) ?? [];
  setNode(draft, node.id, { reached: { ...reached, [seat]: [...new Set([...before, person])] } });
}

/** Mails those again who could not be reached and are still asked. */
export function mailUnsent(draft: Draft, node: Node): void {
  const { unsent, approval, attempt, reached = {} } = nodeState(draft, node.id);
  setNode(draft, node.id, { unsent: [], attempt: attempt + 1 });
  for (const seat of unsent) {
    const except = (Object.hasOwn(reached, seat) ? reached[seat] : undefined) ?? [];
    if (approval?.asking.includes(seat) === true) mail(draft, node, seat, { again: true, except });
  }
}

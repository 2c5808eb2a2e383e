import type { History } from '../history.ts';
import { journalOf, type Written } from './journal.ts';
import type { Law } from './law.ts';

export const permittedFirst: Law = {
  name: 'permitted first',
  says: 'Nothing is asked of the world before the permission of that very attempt, and that it will be asked, are durable.',
  breaches: (history) => {
    const durable = requests(history);
    const asked = new Map<string, number>();
    return history.happenings.flatMap((each, when) => {
      if (each.kind !== 'call' || isLook(each.key)) return [];
      const times = (asked.get(each.key) ?? 0) + 1;
      asked.set(each.key, times);
      const before = (durable.get(each.key) ?? []).filter((request) => request.when < when);
      // A letter under its key is one letter, however often it is sent.
      const needed = before.some(({ isLetter }) => isLetter) ? 1 : times;
      if (before.length < needed) return [`${each.action} was asked for ${times} times under ${each.key}, and recorded ${before.length} times before`]; // prettier-ignore
      return before.every(({ permitted }) => permitted)
        ? []
        : [`${each.action} under ${each.key} was recorded without a permission`];
    });
  },
};

/** Looking whether something came true, or happened, does nothing. */
const isLook = (key: string): boolean => /\/(?:look|check)\.\d+$/.test(key);

interface Request {
  readonly when: number;
  readonly permitted: boolean;
  readonly isLetter: boolean;
}

/** What was recorded as about to be asked, by key. Letters that ask for an approval are the desk's own: nobody permits them. */
function requests(history: History): ReadonlyMap<string, readonly Request[]> {
  const found = new Map<string, Request[]>();
  const add = (key: string, request: Request): void => void found.set(key, [...(found.get(key) ?? []), request]);
  for (const entries of journalOf(history).runs.values()) {
    for (const [index, entry] of entries.entries()) {
      if (entry.type === 'effect.requested') add(entry.key, { when: entry.when, permitted: isPermitted(entries[index - 1], entry), isLetter: false }); // prettier-ignore
      if (entry.type === 'approval.asked' && entry.key !== undefined)
        add(entry.key, { when: entry.when, permitted: true, isLetter: true });
    }
  }
  return found;
}

function isPermitted(before: Written | undefined, request: Extract<Written, { type: 'effect.requested' }>): boolean {
  if (before?.type !== 'permission.decided' || before.when !== request.when) return false;
  const { node, visit, attempt, permission } = before;
  const { actor, asker, action, allowed } = permission;
  const both = allowed && actor.decision.allowed && (asker?.decision.allowed ?? true);
  return both && node === request.node && visit === request.visit && attempt === request.attempt && action === request.action; // prettier-ignore
}

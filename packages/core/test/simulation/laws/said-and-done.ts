import { journalOf, keyOf } from './journal.ts';
import type { Law } from './law.ts';

export const saidAndDone: Law = {
  name: 'said and done',
  says: 'What the journal says was done to the world was done to it, before.',
  breaches: (history) => {
    const done = new Map<string, number>();
    for (const [when, each] of history.happenings.entries()) {
      if (each.kind === 'deed' && !done.has(each.key)) done.set(each.key, when);
    }
    return [...journalOf(history).runs].flatMap(([run, entries]) =>
      entries.flatMap((entry) => {
        if (entry.type !== 'effect.done' && entry.type !== 'undo.done') return [];
        const key = `${keyOf(run, entry)}${entry.type === 'undo.done' ? '/undo' : ''}`;
        const asked = entries.findLast((other) => other.type === 'effect.requested' && other.key === key);
        const action = asked?.type === 'effect.requested' ? history.bundle.actions[asked.action] : undefined;
        if (action?.effect === 'read') return [];
        return (done.get(key) ?? Infinity) < entry.when ? [] : [`${key} is said to be done, and was not`];
      }),
    );
  },
};

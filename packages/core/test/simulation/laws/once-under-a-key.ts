import type { History } from '../history.ts';
import { journalOf, keyOf, ofType } from './journal.ts';
import type { Law } from './law.ts';

export const onceUnderAKey: Law = {
  name: 'once under a key',
  says: 'What must not be repeated is done once, unless a person who was asked said to try again; and every attempt has the key of its step.',
  breaches: (history) => [...repeated(history), ...strangeKeys(history)],
};

function repeated(history: History): readonly string[] {
  // What a process that was held up was in the middle of doing nobody can keep it from: the target would have to.
  if (history.cameBack) return [];
  const deeds = history.happenings.flatMap((each) => (each.kind === 'deed' ? [each] : []));
  return [...Map.groupBy(deeds, ({ key }) => key)].flatMap(([key, times]) => {
    const again = retries(history, key);
    return times.length <= 1 + again ? [] : [`${times[0]?.action} was done ${times.length} times under ${key}, where a person said ${again} times to try again`]; // prettier-ignore
  });
}

/** How often a person said of the step behind a key that it is to be tried again. */
function retries(history: History, key: string): number {
  const answers = [...journalOf(history).runs].flatMap(([run, entries]) =>
    ofType(entries, 'task.answered').filter((entry) => [keyOf(run, entry), `${keyOf(run, entry)}/undo`].includes(key)),
  );
  return answers.filter(({ outcome }) => outcome === 'retry').length;
}

function strangeKeys(history: History): readonly string[] {
  return [...journalOf(history).runs].flatMap(([run, entries]) =>
    ofType(entries, 'effect.requested').flatMap((entry) => {
      const key = keyOf(run, entry);
      return entry.key === key || entry.key === `${key}/undo` ? [] : [`${entry.key} is not the key of ${entry.node}`];
    }),
  );
}

import type { History } from '../history.ts';
import { journalOf, ofType, startOf, type Written } from './journal.ts';
import type { Law } from './law.ts';

export const limitsHold: Law = {
  name: 'limits hold',
  says: 'No limit is ever held by more than it has room for, and of what runs once there are never two.',
  breaches: (history) => [...claims(history), ...twoAtOnce(history)],
};

/** Who holds what, told from the commits alone. */
function claims({ happenings }: History): readonly string[] {
  const held = new Map<string, Map<string, string | null>>();
  return happenings.flatMap((each) => {
    if (each.kind !== 'commit') return [];
    const { append, claim = [], release = [] } = each.commit;
    const at = Math.max(...append.map((entry) => Date.parse(entry.at)));
    for (const { key, holder } of release) held.get(key)?.delete(holder);
    return claim.flatMap(({ key, holder, until, capacity }) => {
      const holders = held.get(key) ?? new Map<string, string | null>();
      held.set(key, holders);
      for (const [other, end] of holders) if (end !== null && Date.parse(end) <= at) holders.delete(other);
      holders.set(holder, until);
      return holders.size <= capacity
        ? []
        : [`${key} has room for ${capacity}, and is held by ${[...holders.keys()].join(', ')}`];
    });
  });
}

/** Runs of one workflow about one thing, told from when each began and when it ended or its place was taken. */
function twoAtOnce(history: History): readonly string[] {
  const spans = [...journalOf(history).runs].flatMap(([run, entries]) => {
    const about = thingOf(history, entries);
    if (about === null) return [];
    const from = startOf(entries)?.when ?? 0;
    const over = overAt(history, run, from);
    return [{ run, about, from, over, late: begun(entries).filter(({ when }) => when > over) }]; // prettier-ignore
  });
  const late = spans.flatMap(({ late, run }) => late.map(({ key }) => `${key} was begun when ${run} was over or another had its place`)); // prettier-ignore
  const both = [...Map.groupBy(spans, ({ about }) => about)].flatMap(([about, all]) =>
    all.flatMap((one, at) =>
      all
        .slice(at + 1)
        .flatMap((other) =>
          one.from < other.over && other.from < one.over
            ? [`${one.run} and ${other.run} run at once about ${about}`]
            : [],
        ),
    ),
  );
  return [...late, ...both];
}

/**
 * Effects when they were first asked for: what is asked again since nobody knows what became of it was begun before. Whose place was taken
 * still takes back what it did, and does what stands in its `finally`.
 */
function begun(entries: readonly Written[]): readonly { readonly when: number; readonly key: string }[] {
  const asked = ofType(entries, 'effect.requested').filter(({ key, node }) => !key.endsWith('/undo') && !node.startsWith('last-')); // prettier-ignore
  return asked.filter(({ key }, at) => asked.findIndex((other) => other.key === key) === at);
}

/** When a run gave its place up: at its end, or when it was taken from it. */
function overAt({ happenings }: History, run: string, from: number): number {
  const at = happenings.findIndex(
    (each, when) =>
      when > from && each.kind === 'commit' && each.commit.release?.some(({ holder }) => holder === run) === true,
  );
  return at < 0 ? Infinity : at;
}

function thingOf({ bundle }: History, entries: readonly Written[]): string | null {
  const start = startOf(entries);
  const oneRun = start === undefined ? null : (bundle.workflows[start.workflow]?.oneRun ?? null);
  if (start === undefined || oneRun === null || start.cause.kind === 'run') return null;
  const per = oneRun.per.kind === 'path' ? oneRun.per.path : '';
  const ticket = (start.facts['ticket'] ?? {}) as { readonly [field: string]: unknown };
  return `${start.workflow} ${String(ticket[per.replace('ticket.', '')])}`;
}

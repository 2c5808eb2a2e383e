import { journalOf } from './journal.ts';
import type { Law } from './law.ts';

export const finishedOnce: Law = {
  name: 'finished once',
  says: 'What stands in `finally` is asked for under one key, when nothing else is any more, and before the run first ends.',
  breaches: (history) =>
    [...journalOf(history).runs].flatMap(([run, entries]) => {
      const ended = entries.findIndex(({ type }) => type === 'run.ended');
      const life = ended < 0 ? entries : entries.slice(0, ended);
      const asked = life.flatMap((entry, at) => (entry.type === 'effect.requested' ? [{ ...entry, at }] : []));
      const last = asked.filter(({ node }) => node.startsWith('last-'));
      const keys = new Set(last.map(({ node, key }) => `${node} ${key}`));
      const twice = keys.size > new Set(last.map(({ node }) => node)).size;
      const first = last[0]?.at ?? Number.POSITIVE_INFINITY;
      const besides = asked.some(({ node, at }) => at > first && !node.startsWith('last-'));
      const again = ended < 0 ? [] : entries.slice(ended).filter((entry) => entry.type === 'effect.requested' && entry.node.startsWith('last-')); // prettier-ignore
      return [
        ...(twice ? [`${run} asked for one step of its finally under two keys`] : []),
        ...(besides ? [`${run} asked for something else after its finally had begun`] : []),
        ...(again.length > 0 ? [`${run} did its finally after its end`] : []),
      ];
    }),
};

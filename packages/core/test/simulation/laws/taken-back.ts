import { finallyBlock } from '@deskbook/dsl/bundle';
import type { History } from '../history.ts';
import { journalOf, keyOf, nodeOf, ofType, startOf, type Written } from './journal.ts';
import type { Law } from './law.ts';

export const takenBack: Law = {
  name: 'taken back',
  says: 'Once a run is to be undone, everything it did that can be taken back is taken back, last first, or a person was told that it could not be.',
  breaches: (history) =>
    [...journalOf(history).runs].flatMap(([run, entries]) => [
      ...complete(history, run, entries),
      ...inOrder(run, entries),
    ]),
};

interface Done {
  readonly key: string;
  readonly when: number;
}

/** The writes of a run that happened and that can be taken back, in the order in which that was known. What `finally` did stands. */
function undoable(history: History, run: string, entries: readonly Written[]): readonly Done[] {
  const workflow = startOf(entries)?.workflow ?? '';
  return entries.flatMap((entry) => {
    const happened = entry.type === 'effect.done' || (entry.type === 'effect.checked' && entry.happened === true);
    const node = happened ? nodeOf(history, workflow, entry.node) : undefined;
    const verb = node?.block === finallyBlock ? undefined : node?.verb;
    const contract = verb?.kind === 'do' ? history.bundle.actions[verb.action] : undefined;
    if (!happened || contract?.effect !== 'write' || contract.undo === null) return [];
    return [{ key: keyOf(run, entry), when: entry.when }];
  });
}

function complete(history: History, run: string, entries: readonly Written[]): readonly string[] {
  const end = ofType(entries, 'run.ended').at(-1);
  if (end === undefined || !isUndone(history, entries)) return [];
  const stopped = ofType(entries, 'task.opened').map(({ task }) => task);
  const done = new Set(ofType(entries, 'undo.done').map((entry) => keyOf(run, entry)));
  return undoable(history, run, entries).flatMap(({ key }) => {
    const isTold = stopped.some((task) => task.startsWith(`${key}/undo/hold`));
    return done.has(key) || isTold
      ? []
      : [`${key} was neither taken back nor is anybody told, and ${run} ended ${end.end}`];
  });
}

/** Whether a run was undone, itself or with the run it is a part of. */
function isUndone(history: History, entries: readonly Written[]): boolean {
  const end = ofType(entries, 'run.ended').at(-1)?.end;
  if (end === 'undone' || end === 'cancelled') return end === 'undone' || wasCancelled(entries);
  const start = startOf(entries);
  const parent = start?.cause.kind === 'run' ? journalOf(history).runs.get(start.cause.run) : undefined;
  return parent !== undefined && isUndone(history, parent);
}

/** An approval that is withdrawn ends a run `cancelled` and takes nothing back. */
const wasCancelled = (entries: readonly Written[]): boolean => ofType(entries, 'run.cancelled').length > 0;

/** What was done later is first tried to be taken back earlier. */
function inOrder(run: string, entries: readonly Written[]): readonly string[] {
  const order = entries.flatMap((entry) => (entry.type === 'effect.done' ? [keyOf(run, entry)] : []));
  const tried = ofType(entries, 'effect.requested').filter(({ key }) => key.endsWith('/undo'));
  const first = [...new Set(tried.map(({ key }) => key.slice(0, -'/undo'.length)))].map((key) => order.indexOf(key));
  const known = first.filter((index) => index >= 0);
  const wrong = known.findIndex((index, at) => at > 0 && index > (known[at - 1] ?? index));
  return wrong < 0 ? [] : [`${run} took ${order[known[wrong] ?? 0]} back after what was done before it`];
}

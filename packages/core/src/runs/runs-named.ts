import type { RunRecord, Store } from '../journal/store.ts';

/** The runs an operator may mean: the one of that id, else those whose id begins so and that are no part of another, else all of them. */
export function runsNamed(store: Pick<Store, 'run' | 'runs'>, name: string): readonly RunRecord[] {
  const exact = store.run(name);
  if (exact !== null) return [exact];
  const found = name === '' ? [] : store.runs({}).filter(({ run }) => run.startsWith(name));
  const whole = found.filter(({ parent }) => parent === null);
  // The runs that are a part of a run begin as it does: whoever says no more means the whole.
  return whole.length > 0 ? whole : found;
}

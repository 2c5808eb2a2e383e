import type { Store } from '../journal/store.ts';

/** The open runs that are a part of one, and of those. */
export function openParts(store: Pick<Store, 'runs'>, run: string): readonly string[] {
  return store.runs({ parent: run, status: 'open' }).flatMap((part) => [part.run, ...openParts(store, part.run)]);
}

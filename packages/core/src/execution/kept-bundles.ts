import { openBundle } from '@deskbook/dsl/bundle';
import type { Bundle } from '@deskbook/dsl/bundle';
import type { Store } from '../journal/store.ts';

/**
 * Finds bundles by hash: those a store keeps because runs began with them, verified, and the one in force, if there is one, which a store
 * that is only read need not have. Each is read once, and is the same object ever after.
 */
export function keptBundles(
  store: Pick<Store, 'bundle'>,
  inForce: () => Bundle | null = () => null,
): (hash: string) => Bundle | null {
  const read = new Map<string, Bundle | null>();
  return (hash) => {
    const current = inForce();
    if (hash === current?.hash) read.set(hash, current);
    const known = read.get(hash);
    if (known !== undefined) return known;
    const json = store.bundle(hash);
    const opened = json === null ? null : openBundle(json, { hash });
    const found = opened?.ok === true ? opened.bundle : null;
    read.set(hash, found);
    return found;
  };
}

import { createAccess, type Access } from '@deskbook/policies/access';
import type { Bundle } from '@deskbook/dsl/bundle';

const known = new WeakMap<Bundle, Access>();

/** The access policy of a bundle, ready to be asked. Prepared once for each bundle. */
export function accessOf(bundle: Bundle): Access {
  const found = known.get(bundle) ?? createAccess(bundle.access);
  known.set(bundle, found);
  return found;
}

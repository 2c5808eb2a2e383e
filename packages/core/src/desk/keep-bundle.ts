import type { Bundle } from '@deskbook/dsl/bundle';
import { StoreError } from '../journal/store-error.ts';
import type { Store } from '../journal/store.ts';

/** A run ends on the bundle it began with: it is kept beside the runs. Where nothing can be written, nothing begins that would need it. */
export async function keepBundle(store: Store, bundle: Bundle): Promise<void> {
  if (store.bundle(bundle.hash) !== null) return;
  try {
    await store.commit({ expect: {}, append: [], bundles: [{ hash: bundle.hash, json: JSON.stringify(bundle) }] });
  } catch (error) {
    if (!(error instanceof StoreError && error.code === 'read_only')) throw error;
  }
}

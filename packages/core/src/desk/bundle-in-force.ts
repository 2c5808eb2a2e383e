import type { Bundle } from '@deskbook/dsl/bundle';
import type { DeskOptions } from './desk.ts';

/** The bundle a desk decides by at this moment. */
export interface BundleInForce {
  readonly bundle: () => Bundle;
  readonly put: (bundle: Bundle) => void;
}

/** Begins with the bundle a desk is opened with. */
export function bundleInForce({ bundle }: Pick<DeskOptions, 'bundle'>): BundleInForce {
  let inForce = bundle;
  return { bundle: () => inForce, put: (next) => (inForce = next) };
}

import type { Store } from '../journal/store.ts';
import type { Assets } from '../ports/assets.ts';
import type { Directory } from '../ports/directory.ts';

/** Where facts come from. Without assets, what depends on one is not there. */
export interface FactPorts {
  readonly directory: Directory;
  readonly assets?: Assets | undefined;
  readonly store: Pick<Store, 'ticket' | 'tickets'>;
}

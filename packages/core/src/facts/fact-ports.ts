import type { Store } from '../journal/store.ts';
import type { Assets } from '../ports/assets.ts';
import type { Directory } from '../ports/directory.ts';
import type { Monitoring } from '../ports/monitoring.ts';

/** Where facts come from. Without assets, what depends on one is not there. */
export interface FactPorts {
  readonly directory: Directory;
  readonly assets?: Assets | undefined;
  /** Without it, how an asset is doing is not known. */
  readonly monitoring?: Monitoring | undefined;
  readonly store: Pick<Store, 'ticket' | 'tickets'>;
}

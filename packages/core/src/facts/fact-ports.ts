import type { JsonObject } from '@deskbook/policies';
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
  /** Where a ticket stands with its SLA at a moment: by its id, or by what `clockOfTicket` makes of it and a clock. Without it, that is not known. */
  readonly serviceLevel?: ((id: string, now: string) => JsonObject | null) | undefined;
}

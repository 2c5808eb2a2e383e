import type { JsonObject } from '@deskbook/policies';
import type { Bundle } from '@deskbook/dsl/bundle';
import type { Executor } from '../execution/open-executor.ts';
import type { ExecutionHost } from '../execution/host.ts';
import type { Store } from '../journal/store.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeskOptions } from './desk.ts';
import type { OneAtATime } from '../execution/one-at-a-time.ts';

/** What the methods of an open desk share. */
export interface DeskParts {
  readonly options: DeskOptions;
  readonly bundle: Bundle;
  readonly bundleOf: (hash: string) => Bundle | null;
  readonly store: Store;
  readonly clock: Clock;
  /** The bundle's values with the environment's over them. */
  readonly values: JsonObject;
  readonly host: ExecutionHost;
  readonly executor: Executor;
  readonly oneAtATime: OneAtATime;
}

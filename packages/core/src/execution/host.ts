import type { JsonObject } from '@deskbook/policies';
import type { ApprovalLinks } from '@deskbook/policies/approval-links';
import type { Bundle } from '@deskbook/dsl/bundle';
import type { Store } from '../journal/store.ts';
import type { Entry } from '../kernel/entry.ts';
import type { Assets } from '../ports/assets.ts';
import type { Clock } from '../ports/clock.ts';
import type { Directory } from '../ports/directory.ts';
import type { Monitoring } from '../ports/monitoring.ts';
import type { FactPorts } from '../facts/fact-ports.ts';
import type { Perform } from '../ports/perform.ts';

import type { Listens } from './own-events.ts';

/** A diagnosis that a `tree` step begins. Its answer comes back through `Executor.endSession`. */
export interface SessionStart {
  /** Also the id of the task it is listed as. */
  readonly session: string;
  readonly tree: string;
  readonly person: string;
  readonly with: JsonObject;
  readonly ticket: string | null;
  readonly parent: { readonly run: string; readonly node: string; readonly key: string };
}

/** How a diagnosis ended, told to the `tree` step that began it. */
export interface SessionEnd {
  readonly run: string;
  readonly node: string;
  /** The session, which is also the step's task. */
  readonly session: string;
  readonly by: string;
  readonly result: 'solved' | 'explained' | 'escalated';
  readonly outcome: string;
  readonly path: readonly JsonObject[];
  readonly evidence: JsonObject;
}

/** What execution stands on: the store and the ports, and the bundles. */
export interface ExecutionHost {
  readonly store: Store;
  readonly clock: Clock;
  readonly perform: Perform;
  readonly directory: Directory;
  readonly assets?: Assets | undefined;
  readonly monitoring?: Monitoring | undefined;
  readonly serviceLevel?: FactPorts['serviceLevel'];
  /** The newest bundle: access, membership and approvers are asked of it. */
  readonly bundle: () => Bundle;
  /** The bundle a run began with, by hash: its graph and its texts. null: it is not here, and its runs stand still. */
  readonly bundleOf: (hash: string) => Bundle | null;
  /** The events of the desk's own that somebody listens for. Without it, none. */
  readonly listens?: (() => Listens) | undefined;
  /** Overrides of the bundle's `values`. */
  readonly values?: JsonObject | undefined;
  /** Makes the links by which approvals are answered from an e-mail; absent: mails carry none. */
  readonly links?: ApprovalLinks | undefined;
  readonly startSession?: ((start: SessionStart) => Promise<void>) | undefined;
  /** How a diagnosis that a step began has ended; null: it has not. */
  readonly endedSession?: ((session: string) => SessionEnd | null) | undefined;
  /** Told of each entry once it is durable. */
  readonly onEntry?: ((run: string, entry: Entry) => void) | undefined;
  /** Told of each run that has ended, once that is durable. */
  readonly onEnd?: ((run: string, end: string) => Promise<void> | void) | undefined;
}

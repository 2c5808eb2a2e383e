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

/** An effect that is to be performed in a turn of its own: which attempt of it, in which run. Ids alone; the rest is in the journal. */
export interface HandedEffect {
  readonly run: string;
  /** The effect's idempotency key. */
  readonly key: string;
  readonly attempt: number;
  /** The action, by which a host decides where it waits. */
  readonly action: string;
  /** How often the run, and the one it is a part of, had been resumed: an effect that a pause kept from being performed is handed on anew. */
  readonly resumed: number;
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
  /**
   * With it no run goes on by itself here, but only in `Executor.turn`: each one that could go on is handed on. `Commit.touched` names the
   * same runs, for a host that has to know of them whatever happens to this process.
   */
  readonly handOn?: ((run: string) => void) | undefined;
  /** Hands an effect on to `Executor.effect`, once however often it is asked; null: it is performed in the run's own turn. */
  readonly handOnEffect?: ((effect: HandedEffect) => Promise<void> | null) | undefined;
  /** Told of each entry once it is durable. */
  readonly onEntry?: ((run: string, entry: Entry) => void) | undefined;
  /** Told of each run that has ended, once that is durable. */
  readonly onEnd?: ((run: string, end: string) => Promise<void> | void) | undefined;
}

import type { JsonObject } from '@deskbook/policies';

/** What goes with every effect. `key` is the same for every attempt of one effect: pass it on as the idempotency key. */
export interface PerformOptions {
  readonly key: string;
  /** ISO 8601 instant after which the answer is no longer waited for. */
  readonly deadline: string;
  readonly signal: AbortSignal;
  readonly scopes: readonly string[];
  /**
   * Says that it goes on, and perhaps how far it has come. Where the action's contract has a `heartbeat`, silence longer than that counts as
   * an unknown outcome. Little of it is recorded: what a report would show, not what a log would.
   */
  readonly beat?: (note?: string) => void;
}

/**
 * An effect's answer. `failed` with a declared error class did not happen; `unknown` may have happened (a timeout, a dropped
 * connection) and is only repeated where the action's contract allows it. A thrown exception counts as `unknown`.
 */
export type PerformResult =
  | { readonly status: 'done'; readonly output: JsonObject }
  | { readonly status: 'failed'; readonly error: string; readonly message: string }
  | { readonly status: 'unknown'; readonly message: string };

/** The one port through which anything is done to the world. Also carries reads that are declared as actions. */
export type Perform = (action: string, input: JsonObject, options: PerformOptions) => Promise<PerformResult>;

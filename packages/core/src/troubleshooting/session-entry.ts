import type { Json, JsonObject } from '@deskbook/policies';
import type { Permission } from '../kernel/entry.ts';

/** A node within the stack of trees of a session: which tree, which node, and which visit of it (from 1). */
export interface SessionPlace {
  readonly tree: string;
  readonly node: string;
  readonly visit: number;
}

/** What a check or an after-fix check told. `unknown`: it could not run, was not permitted, or did not decide. */
export type CheckResult = 'yes' | 'no' | 'unknown';

/** Everything a session is made of, in the order it happened. The session is their fold. */
export type SessionEntry = { readonly at: string } & (
  | {
      readonly type: 'session.started';
      readonly session: string;
      readonly bundle: string;
      readonly tree: string;
      readonly person: string;
      readonly ticket: string | null;
      readonly input: JsonObject;
      /** The run and step it is a part of, if it was not started by hand. */
      readonly parent: { readonly run: string; readonly node: string; readonly key: string } | null;
    }
  /** What is known already: the choice or yes/no it amounts to, or null if nothing usable is. */
  | ({ readonly type: 'session.known'; readonly answer: string | null; readonly value: Json } & SessionPlace)
  | ({
      readonly type: 'session.checked';
      readonly result: CheckResult;
      readonly output: JsonObject;
      readonly reason: string | null;
      /** Whether it might be run; null where it never came to that. */
      readonly permission: Permission | null;
    } & SessionPlace)
  /** A fix is about to be performed, as permitted at this moment. Durable before anything is done; asked again, recorded again. */
  | ({
      readonly type: 'session.requested';
      readonly action: string;
      readonly key: string;
      readonly input: JsonObject;
      readonly permission: Permission;
    } & SessionPlace)
  | ({
      readonly type: 'session.performed';
      readonly result: 'done' | 'failed' | 'denied' | 'unknown';
      readonly output: JsonObject;
      readonly reason: string | null;
      /** The denial, where it was denied; what was performed names its permission in `session.requested`. */
      readonly denial: Permission | null;
    } & SessionPlace)
  | ({
      readonly type: 'session.answered';
      readonly by: string;
      readonly choice: string | null;
      readonly form: JsonObject;
    } & SessionPlace)
);

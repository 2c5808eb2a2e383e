import type { Duration } from '@deskbook/policies';
import type { Reaction } from '@deskbook/dsl/bundle';
import type { TimerName, Visit } from './entry.ts';

/**
 * What the kernel wants done. The host carries a command out and answers with entries; a command stays in `RunState.outstanding`
 * until they arrive, so what a crash interrupted is simply still there.
 */
export type Command =
  /** Evaluate the node's `when` → `condition.decided`. */
  | ({ readonly type: 'evaluate' } & Visit)
  /** Evaluate a `choose` → `choice.decided`. */
  | ({ readonly type: 'choose' } & Visit)
  /** Decide → `decision.made`. */
  | ({ readonly type: 'decide' } & Visit)
  /** Search tickets → `search.done`; list the items of an `each` → `items.listed`. */
  | ({ readonly type: 'search' } & Visit)
  | ({ readonly type: 'list' } & Visit)
  /** Prepare, ask permission, record, perform: `permission.decided`, `effect.requested`, then one of done, failed, unknown, refused. */
  | ({ readonly type: 'attempt'; readonly attempt: number; readonly key: string; readonly undo: boolean } & Visit)
  /** After an unknown outcome: read whether it happened → `effect.checked`. */
  | ({ readonly type: 'check'; readonly attempt: number; readonly key: string } & Visit)
  /** Read once what a `wait` polls for → `poll.done`. */
  | ({ readonly type: 'poll'; readonly attempt: number } & Visit)
  /** Open work for a person → `task.opened`; an approval → `approval.entry` (opened). Neither possible → `step.blocked`. */
  | ({
      readonly type: 'open';
      readonly what: 'task' | 'ask' | 'hold' | 'approval' | 'tree';
      readonly task: string;
      readonly reason: string | null;
    } & Visit)
  /** Mail the people of a seat → `approval.asked`, then `approval.mailed`. `key` is the mail's idempotency key. */
  | ({
      readonly type: 'notify';
      readonly task: string;
      readonly seat: string;
      readonly number: number;
      readonly key: string;
      /** Whoever is mailed was named by somebody just now: they are asked even if they are away. */
      readonly named?: true;
      /** Of the seat's people, those whose letter got through the last time: the others are mailed. */
      readonly except?: readonly string[];
    } & Visit)
  /** Nobody answered for a while → `approval.entry`: reminded, or after the last reminder what is to happen then, as a role does it. */
  | ({
      readonly type: 'chase';
      readonly task: string;
      readonly escalate: { readonly how: 'add' | 'replace'; readonly role: string } | null;
    } & Visit)
  /** Wait for an answer: nothing to do but stay listed as open. */
  | ({
      readonly type: 'await';
      readonly what: 'task' | 'ask' | 'hold' | 'approval' | 'event' | 'child' | 'tree';
      readonly task: string;
    } & Visit)
  /** Work out when, and set the timer → `timer.set`; then, when due, → `timer.fired`. */
  | ({
      readonly type: 'schedule';
      readonly timer: TimerName;
      /** Null: until an instant that the step names. */
      readonly after: Duration | null;
    } & Visit)
  | ({
      readonly type: 'sleep';
      readonly timer: TimerName;
      readonly due: string;
      /** When it was set, for the wait during which a run gives its requester something. */
      readonly since?: string;
    } & Visit)
  /** Start a child run → `child.started`, later `child.ended`. */
  | ({ readonly type: 'spawn'; readonly key: string; readonly index: number; readonly round: number } & Visit)
  /** Stop a child run, and take back what it did → `child.unwound` once it has ended so. */
  | ({ readonly type: 'unwind'; readonly run: string } & Visit)
  /** The run is over → `run.ended`. */
  | { readonly type: 'end'; readonly end: string };

/** What a node does at an outcome: as compiled. */
export type { Reaction };

import type { Json, JsonObject } from '@deskbook/policies';

/** Event types of the desk. `type` in the CloudEvent is one of these, or what a bundle's source emits. */
export type EventType = string;

/** One fact an event changed: what it was and what it became. `from` is absent where the vendor does not say and nothing was recorded. */
export interface FactChange {
  readonly fact: string;
  readonly from?: Json;
  readonly to: Json;
}

/**
 * An event, taken in: a CloudEvent 1.0 whose `data` has been mapped to the bundle's facts. `source` + `id` is its identity.
 * `cause` is the run (and hop count) that made it, where the desk recognises its own doing.
 */
export interface DeskEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: EventType;
  readonly subject: string | null;
  readonly time: string;
  readonly data: DeskEventData;
}

/** What an event tells, in the bundle's words. */
export interface DeskEventData {
  /** Facts by root: `ticket`, `request`, `comment`, … */
  readonly facts: JsonObject;
  readonly changes: readonly FactChange[];
  readonly created: boolean;
  /** The person who did it; null: unknown or a machine. */
  readonly actor: string | null;
  /** What the desk itself did, come back: which run did it (empty where only the account tells) and how many hops it is from a person's doing. */
  readonly own: { readonly run: string; readonly hops: number } | null;
  /** Facts left out, because who stands behind an account was not known when the event came in. */
  readonly unresolved?: readonly UnresolvedAccount[];
}

/** An account elsewhere that nobody was found for. `unavailable`: the directory could not be asked. */
export interface UnresolvedAccount {
  /** The fact it would have been; `event.actor` for who did it. */
  readonly fact: string;
  readonly scheme: string;
  readonly account: string;
  readonly reason: 'unknown' | 'unavailable';
}

/** Why an event was refused. It is kept, whole, as a dead letter. */
export interface Rejection {
  readonly code:
    | 'unknown_source' | 'bad_signature' | 'stale_signature' | 'not_json' | 'not_mapped' | 'unknown_event' | 'invalid_event' | 'too_large'; // prettier-ignore
  readonly message: string;
  /** Where in the payload, as a JSON Pointer, where that is known. */
  readonly pointer?: string;
}

import type { Json, JsonObject } from '@deskbook/policies';

/** The help desk as something to read: what changed since a cursor, and one ticket as it is now. */
export interface HelpDesk {
  changesSince(
    cursor: string | null,
  ): Promise<{ readonly events: readonly RawEvent[]; readonly cursor: string; readonly more: boolean }>;
  ticket(id: string): Promise<JsonObject | null>;
}

/** A vendor's message, unread: which source it is from, its headers in lower case, its exact body. */
export interface RawEvent {
  readonly source: string;
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
}

/** Devices and other assets. */
export interface Assets {
  asset(id: string): Promise<JsonObject | null>;
  assetsOf(person: string): Promise<readonly string[]>;
}

/** Articles to offer beside a fault. */
export interface Knowledge {
  search(
    text: string,
    atMost: number,
  ): Promise<
    readonly { readonly id: string; readonly title: string; readonly url: string; readonly verified: boolean }[]
  >;
}

/** What monitoring knows of an asset. */
export interface Monitoring {
  status(asset: string): Promise<JsonObject | null>;
}

/** How earlier requests like this one went: informs a plan, never decides. */
export interface PastTickets {
  similar(request: JsonObject, atMost: number): Promise<readonly PastTicket[]>;
}

export interface PastTicket {
  readonly id: string;
  readonly workflow: string;
  readonly summary: string;
  readonly outcome: string;
  readonly minutes: number;
  readonly notes: readonly string[];
}

/** Secrets by name. Values never enter the journal. */
export interface Secrets {
  secret(name: string): Promise<string | null>;
}

/** Time, at the edge: `now` as ISO 8601 with milliseconds, and waking up at an instant. */
export interface Clock {
  now(): string;
  /** Resolves at or after the instant; rejects with the signal's reason when aborted. */
  sleepUntil(instant: string, signal: AbortSignal): Promise<void>;
}

/** Randomness, for what must not be guessable (link tokens). Ids and jitter never use it. */
export interface Random {
  bytes(length: number): Uint8Array;
}

export type { Json };

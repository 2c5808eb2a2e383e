import type { JsonObject } from '@deskbook/policies';

/** A vendor's message, unread: which source it is from, its headers in lower case, its exact body. */
export interface RawEvent {
  readonly source: string;
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
  /**
   * The host vouches for it, and no signature is asked for: a file an operator handed over, or what the desk itself fetched.
   * Never set it for what came over the network by itself.
   */
  readonly verified?: true;
}

/** The help desk as something to read: what changed since a cursor, and one ticket as it is now. */
export interface HelpDesk {
  changesSince(
    cursor: string | null,
  ): Promise<{ readonly events: readonly RawEvent[]; readonly cursor: string; readonly more: boolean }>;
  ticket(id: string): Promise<JsonObject | null>;
}

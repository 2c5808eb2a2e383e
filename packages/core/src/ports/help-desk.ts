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
  /** Messages since a cursor, as the vendor would have posted them; null: from the beginning. `more`: ask again with the new cursor. */
  changesSince(
    cursor: string | null,
  ): Promise<{ readonly events: readonly RawEvent[]; readonly cursor: string; readonly more: boolean }>;
  /** One ticket as it is now, in the bundle's words. */
  ticket(id: string): Promise<JsonObject | null>;
}

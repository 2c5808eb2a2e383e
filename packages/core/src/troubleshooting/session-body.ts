import type { JsonObject } from '@deskbook/policies';
import type { SessionEntry } from './session-entry.ts';

/** A session's entry as the journal takes it. Entries are JSON all through; interfaces alone don't say so to the compiler. */
export type SessionBody = JsonObject & { readonly type: SessionEntry['type'] };

/** An entry for the journal. */
export function sessionBody(entry: SessionEntry): SessionBody {
  return { ...entry } as unknown as SessionBody;
}

/** An entry as the journal gave it back. */
export function sessionEntry(body: JsonObject): SessionEntry {
  return body as unknown as SessionEntry;
}

import type { JsonObject } from '@deskbook/policies';
import type { JournalEntry } from '../journal/journal-entry.ts';
import type { Entry } from '../kernel/entry.ts';

/** An entry as the journal holds it. Entries are plain JSON, which their type cannot say. */
export function bodyOf(entry: Entry): JsonObject & { readonly type: string } {
  return entry as unknown as JsonObject & { readonly type: string };
}

/** An entry as the kernel reads it. What stands in a run's chain was written by `bodyOf` and nothing else. */
export function entryOf(entry: JournalEntry): Entry {
  return entry.body as unknown as Entry;
}

/** The chain a run is kept in. */
export function streamOf(run: string): string {
  return `run:${run}`;
}

/** The chain of what was told of a ticket. */
export function ticketStream(ticket: string): string {
  return `ticket:${ticket}`;
}

/** The chain of what belongs to neither a run nor a ticket. */
export const DESK_STREAM = 'desk';

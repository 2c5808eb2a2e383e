import type { Commit } from '../journal/store.ts';
import type { Receipt } from './desk.ts';
import type { DeskParts } from './desk-parts.ts';
import { journalDesk } from './journal-desk.ts';
import { receive } from './receive.ts';

/** Where the desk is in the help desk's changes. */
const CURSOR = 'help-desk';

/**
 * Receives what changed in the help desk since last time. The cursor moves in the same commit as the last message of a page, so
 * that a process which ends in between fetches the page again, and finds what it had taken in already.
 */
export async function catchUp(parts: DeskParts): Promise<readonly Receipt[]> {
  const { helpDesk } = parts.options;
  if (helpDesk === undefined) return [];
  const receipts: Receipt[] = [];
  for (;;) {
    const since = parts.store.cursor(CURSOR);
    const page = await helpDesk.changesSince(since);
    const moved: Commit = { expect: {}, append: [], cursors: [{ name: CURSOR, value: page.cursor }] };
    for (const [index, message] of page.events.entries()) {
      const last = index === page.events.length - 1;
      receipts.push(await receive(parts, { ...message, verified: true }, last ? moved : null));
    }
    if (page.events.length === 0) await journalDesk(parts, null, [moved]);
    if (!page.more || page.cursor === since) return receipts;
  }
}

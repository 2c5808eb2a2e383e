import type { DeadLetter } from '../journal/store.ts';
import type { RawEvent } from '../ports/help-desk.ts';
import type { RetryResult } from './desk.ts';
import type { DeskParts } from './desk-parts.ts';
import { journalDesk } from './journal-desk.ts';
import { receive } from './receive.ts';

/**
 * Takes a rejected message in again, by the bundle of now. Once it is in, or is known to have been in, it is a dead letter no more; where
 * it is rejected again it stays, with the reason of now. Between the two an event may be taken in and still be listed: taken in
 * again it is a duplicate.
 */
export async function retryEvent(parts: DeskParts, id: string, by: string): Promise<RetryResult> {
  const letter = parts.store.deadLetter(id);
  if (letter === null) return { ok: false, code: 'no_such_event', reason: `there is no rejected event ${id}` };
  if (letter.code === 'too_large') {
    return { ok: false, code: 'not_whole', reason: `of ${id} only the beginning was kept: it was too large` };
  }
  const receipt = await receive(parts, messageOf(letter));
  const stays = receipt.status === 'rejected' && receipt.deadLetter === id;
  const body = { type: 'event.retried', deadLetter: id, by, status: receipt.status };
  await journalDesk(parts, body, [{ expect: {}, append: [], dropLetters: stays ? [] : [id] }]);
  return { ok: true, receipt };
}

/** The message as it came. One that was verified then is not asked for its signature again: a token is never kept, and times go by. */
function messageOf({ source, headers, body, verified }: DeadLetter): RawEvent {
  const message = { source, headers, body };
  return verified ? { ...message, verified } : message;
}

import type { JsonObject } from '@deskbook/policies';
import { isRecord } from './is-record.ts';

/** The roots of a ticket as recorded: `ticket` itself, and what was told together with it (`request`, …). */
export function recordedRoots(facts: JsonObject): JsonObject {
  return isRecord(facts['ticket']) ? facts : { ticket: facts };
}

/** The ticket's own record among what was recorded of it. */
export function ticketRecord(facts: JsonObject): JsonObject {
  const { ticket } = recordedRoots(facts);
  return isRecord(ticket) ? ticket : {};
}

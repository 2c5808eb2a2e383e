import type { AccessDecision, JsonObject, AccessRequest, Resource, Subject } from '@deskbook/policies';
import { accessNeeds } from '../execution/access-needs.ts';
import { decideAbout } from '../execution/decide-about.ts';
import { deskSubject, personSubject } from '../execution/subject-of.ts';
import { gatherFacts, type Gathered } from '../facts/index.ts';
import { isRecord } from '../facts/is-record.ts';
import type { MayQuestion } from './desk.ts';
import type { DeskParts } from './desk-parts.ts';
import { journalDesk } from './journal-desk.ts';
import { partsOfNow } from './parts-of-now.ts';

/** The desk itself, as a subject. */
export const DESK_SUBJECT = 'desk';

/** Asks the access policy, with the facts of this moment. What cannot be read denies, and says so. Every answer is journaled. */
export async function may(parts: DeskParts, question: MayQuestion): Promise<AccessDecision> {
  const decision = await decideAccess(parts, question);
  await journalDesk(parts, { type: 'access.decided', ...({ question, decision } as unknown as JsonObject) });
  return decision;
}

/** Whether a person may have a workflow or a tree started for them, and why not. */
export async function mayStart(
  parts: DeskParts,
  id: string,
  person: string,
): Promise<{ readonly allowed: boolean; readonly reason: string }> {
  const resource = { type: 'workflow', id };
  const decision = await may(parts, { subject: person, action: `start:${id}`, resource, mode: 'ask' });
  const why = decision.basis === null ? decision.reason : `${decision.reason}: ${decision.basis.id}`;
  return { allowed: decision.allowed, reason: `${person} may not start ${id} (${why})` };
}

/** Decides without journaling: for questions whose answer is recorded with what it permits. `requester` is whom it is done for. */
export async function decideAccess(
  live: DeskParts,
  question: MayQuestion,
  requester: string | null = null,
): Promise<AccessDecision> {
  const parts = partsOfNow(live);
  try {
    const asked = await gatherAccess(parts, question, requester);
    if (asked === null) return denied('no_grant', ['subject']);
    const decision = decideAbout(parts.host, asked.request, { ticket: ticketOf(question) ?? null, run: null });
    return isForWant(decision, asked.gathered) ? { ...decision, reason: 'unavailable' } : decision;
  } catch {
    return denied('unavailable', []);
  }
}

/**
 * A question with everything it is decided over, as of this moment; null: there is no such subject.
 *
 * @throws what the directory rejects with.
 */
export async function gatherAccess(
  parts: DeskParts,
  question: MayQuestion,
  requester: string | null = null,
): Promise<{ readonly request: AccessRequest; readonly gathered: Gathered } | null> {
  const subject = await subjectOf(parts, question.subject);
  if (subject === null) return null;
  const gathered = await factsFor(parts, question, requester);
  const resource = await resourceOf(parts, question);
  const { action, mode = 'act' } = question;
  return { request: { subject, action, mode, resource, context: gathered.facts, duties: {} }, gathered };
}

const denied = (reason: AccessDecision['reason'], missing: readonly string[]): AccessDecision => ({
  allowed: false,
  reason,
  basis: null,
  missing,
});

async function subjectOf({ bundle, host }: DeskParts, id: string): Promise<Subject | null> {
  return id === DESK_SUBJECT ? deskSubject(bundle, null) : personSubject(host, id);
}

/** The ticket a question is about, if any. */
export const ticketOf = ({ ticket, resource }: MayQuestion): string | undefined =>
  ticket ?? (resource.type === 'ticket' ? resource.id : undefined);

function factsFor(parts: DeskParts, question: MayQuestion, requester: string | null): Promise<Gathered> {
  const { subject, action } = question;
  const ticket = ticketOf(question);
  const person = requester ?? (subject === DESK_SUBJECT ? null : subject);
  const { bundle, values, clock } = parts;
  return gatherFacts({
    bundle,
    needs: accessNeeds(bundle, action),
    base: {
      values,
      ...(person === null ? {} : { requester: person }),
      ...(ticket === undefined ? {} : { ticket }),
    },
    ports: parts.host,
    now: clock.now(),
  });
}

/** Whether it was denied for want of what could not be read: then it is worth asking again. */
const isForWant = ({ allowed, missing }: AccessDecision, { unavailable }: Gathered): boolean =>
  !allowed && missing.some((path) => unavailable.some(({ root }) => path === root || path.startsWith(`${root}.`)));

/** What is acted on, with its record where it has one. */
async function resourceOf(parts: DeskParts, { resource }: MayQuestion): Promise<Resource> {
  const { type, id } = resource;
  if (!['person', 'asset', 'ticket'].includes(type)) return { type, id, properties: {} };
  const { clock } = parts;
  const { facts, unavailable } = await gatherFacts({
    bundle: { facts: { records: { [type]: {} }, roots: { resource: { type } }, derived: {} } },
    needs: ['resource'],
    base: { resource: id },
    ports: parts.host,
    now: clock.now(),
  });
  if (unavailable.length > 0) throw new Error('the resource cannot be read');
  const record = facts['resource'];
  return { type, id, properties: isRecord(record) ? record : {} };
}

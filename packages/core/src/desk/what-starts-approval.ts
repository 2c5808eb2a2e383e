import type { MayQuestion } from './desk.ts';
import type { DeskParts } from './desk-parts.ts';
import { approvalBefore } from './approval-before.ts';
import type { ApprovalStart } from './approval-start.ts';
import { makeItYes } from './make-it-yes.ts';
import { decideAccess, DESK_SUBJECT } from './may.ts';
import { openServices } from './open-services.ts';

/**
 * What would have a refusal approved: only what this person may start now, and nothing where a denial would stand all the same. Nothing
 * as well where the answer is yes, or cannot be worked out.
 */
export async function whatStartsApproval(parts: DeskParts, question: MayQuestion): Promise<readonly ApprovalStart[]> {
  if (question.subject === DESK_SUBJECT || (await decideAccess(parts, question)).allowed) return [];
  try {
    const starts = [...(await temporaryRoles(parts, question)), ...(await doneForThem(parts, question))];
    const allowed = await Promise.all(starts.map((each) => mayStartIt(parts, question, each)));
    return starts.filter((_, index) => allowed[index] === true);
  } catch {
    return [];
  }
}

/** Temporary roles each of which, by itself, would make it yes: decided again with it. */
async function temporaryRoles(parts: DeskParts, question: MayQuestion): Promise<readonly ApprovalStart[]> {
  const { temporary = [] } = parts.bundle.access;
  if (temporary.length === 0) return [];
  const yes = await makeItYes(parts, question);
  const alone = new Set(
    (yes?.ways ?? []).flatMap(({ changes: [change, ...more] }) =>
      change?.kind === 'temporary_role' && more.length === 0 ? [change.of] : [],
    ),
  );
  return temporary.flatMap(({ id, approval }) =>
    approval !== null && alone.has(id) ? [{ kind: 'temporary_role' as const, start: id, approval }] : [],
  );
}

/** Refusals that no approval changes. */
const final = new Set(['denied', 'denial_undecided', 'separation', 'unavailable', 'error']);

/** Services and workflows that do it for whoever asks, with an approval before it. */
async function doneForThem(parts: DeskParts, question: MayQuestion): Promise<readonly ApprovalStart[]> {
  const { workflows, services } = parts.bundle;
  const asked = await decideAccess(parts, { ...question, mode: 'ask' });
  if (!asked.allowed && final.has(asked.reason)) return [];
  return Object.values(workflows).flatMap(({ id, activates }): readonly ApprovalStart[] => {
    const approval = activates === undefined ? approvalBefore(parts.bundle, id, question.action) : null;
    if (approval === null) return [];
    const offering = Object.values(services).filter(
      ({ start, state, mayTouch }) => start === id && state === 'live' && mayTouch.actions.includes(question.action),
    );
    return [
      ...offering.map((service) => ({ kind: 'service' as const, start: service.id, approval })),
      { kind: 'workflow', start: id, approval },
    ];
  });
}

async function mayStartIt(
  parts: DeskParts,
  { subject }: MayQuestion,
  { kind, start }: ApprovalStart,
): Promise<boolean> {
  if (kind === 'service') {
    const offers = await openServices(parts).offers(subject);
    return offers.some(({ service }) => service === start);
  }
  const resource = { type: 'workflow', id: start };
  return (await decideAccess(parts, { subject, action: `start:${start}`, resource, mode: 'ask' })).allowed;
}

import type { AccessDecision } from './access-decision.ts';
import type { AccessRequest, Subject } from './access-request.ts';
import { isMemorable } from './asked.ts';
import type { Asked } from './asked.ts';
import type { Candidates } from './candidates.ts';
import type { HeldRoles } from './held-roles.ts';
import type { RoleFinder } from './role-finder.ts';
import type { SeparationCheck } from './separation.ts';

/** An access policy, as one subject meets it. */
export interface SubjectAccess {
  /** Answers one question of permission, just as `Access.may` does for the subject. Never throws. */
  readonly may: (question: Omit<AccessRequest, 'subject'>) => AccessDecision;
}

/** What it takes to decide for one subject. */
export interface SubjectParts {
  readonly decide: (asked: Asked, request: AccessRequest, roles: HeldRoles) => AccessDecision;
  readonly roleFinder: RoleFinder;
  readonly candidates: Candidates;
  readonly separations: SeparationCheck;
}

/** Decisions by action, then by type of resource. */
type Decisions = Map<string, Map<string, AccessDecision>>;

/** How many decisions are remembered of one subject. */
const MAX_REMEMBERED = 4_096;

/**
 * Prepares a policy for one subject. What hangs on its lasting roles alone (no condition, no role that a fact or an activation might
 * give, no separation) is decided once; everything else is decided each time.
 *
 * @throws what copying the subject throws, where it is no plain data.
 */
export function accessOfSubject(
  given: Subject,
  { decide, roleFinder, candidates, separations }: SubjectParts,
): SubjectAccess {
  const subject = structuredClone(given);
  const rolesIn = roleFinder.of(subject);
  const widest = rolesIn({});
  const varying = roleFinder.varying(subject);
  const activates = (subject.activations ?? []).length > 0;
  const remembered: { readonly act: Decisions; readonly ask: Decisions } = { act: new Map(), ask: new Map() };
  let size = 0;

  const hangsOnRolesAlone = (asked: Asked): boolean =>
    !activates &&
    candidates(widest, asked).every(({ when, role }) => when === null && !varying.has(role)) &&
    !separations.concerns(asked, widest);

  const remember = ({ action, type, mode }: Asked, decision: AccessDecision): void => {
    if (size >= MAX_REMEMBERED) {
      remembered.act.clear();
      remembered.ask.clear();
      size = 0;
    }
    const ofAction = remembered[mode].get(action) ?? new Map<string, AccessDecision>();
    remembered[mode].set(action, ofAction.set(type, decision));
    size += 1;
  };

  return {
    may: (question) => {
      const { action, mode } = question;
      const { type } = question.resource;
      const decisions = mode === 'act' ? remembered.act : mode === 'ask' ? remembered.ask : undefined;
      const known = decisions?.get(action)?.get(type);
      if (known !== undefined) return known;
      const asked = { action, mode, type };
      const decision = decide(asked, { ...question, subject }, rolesIn(question.context));
      if (decisions !== undefined && isMemorable(asked) && hangsOnRolesAlone(asked)) remember(asked, decision);
      return decision;
    },
  };
}

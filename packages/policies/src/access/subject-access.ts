import type { AccessDecision } from './access-decision.ts';
import type { AccessRequest } from './access-request.ts';

/** An access policy, as one subject meets it. */
export interface SubjectAccess {
  /** Answers one question of permission, just as `Access.may` does for the subject. Never throws. */
  readonly may: (question: Omit<AccessRequest, 'subject'>) => AccessDecision;
}

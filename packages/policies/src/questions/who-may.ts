import type { AccessDecision } from '../access/access-decision.ts';
import type { AccessRequest, Resource, Subject } from '../access/access-request.ts';
import type { Access } from '../access/create-access.ts';
import type { JsonObject } from '../json.ts';

/** What to ask about many subjects. */
export interface WhoMayQuestion {
  readonly action: string;
  readonly resource: Resource;
  readonly context: JsonObject;
  /** `act` unless given. */
  readonly mode?: AccessRequest['mode'];
  readonly duties?: AccessRequest['duties'];
}

/** One subject and what was decided, with its basis. */
export interface WhoMayAnswer {
  readonly subject: string;
  readonly decision: AccessDecision;
}

/** Who surely may, and for whom a fact is missing: those may not either, but knowing more could change that. */
export interface WhoMay {
  readonly may: readonly WhoMayAnswer[];
  readonly undecided: readonly WhoMayAnswer[];
}

/** Which of some subjects may do something, in their order. */
export function whoMay(access: Access, subjects: readonly Subject[], question: WhoMayQuestion): WhoMay {
  const { action, resource, context, mode = 'act', duties = {} } = question;
  const answers = subjects.map((subject) => ({
    subject: subject.id,
    decision: access.may({ subject, action, mode, resource, context, duties }),
  }));
  return {
    may: answers.filter(({ decision }) => decision.allowed),
    undecided: answers.filter(({ decision }) => !decision.allowed && decision.missing.length > 0),
  };
}

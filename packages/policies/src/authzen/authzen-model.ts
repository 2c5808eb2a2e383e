import type { JsonObject } from '../json.ts';

/** A subject or a resource, as the AuthZEN Authorization API 1.0 has it. */
export interface AuthzenEntity {
  readonly type: string;
  readonly id: string;
  readonly properties: JsonObject;
}

/** An action, as the AuthZEN Authorization API 1.0 has it. */
export interface AuthzenAction {
  readonly name: string;
  readonly properties: JsonObject;
}

/** One question: may this subject do this to that resource? What a request leaves out is empty here. */
export interface Evaluation {
  readonly subject: AuthzenEntity;
  readonly action: AuthzenAction;
  readonly resource: AuthzenEntity;
  readonly context: JsonObject;
}

/** An answer. `context` has reasons, only where it is a refusal. */
export interface EvaluationAnswer {
  readonly decision: boolean;
  readonly context?: JsonObject;
}

/** Which questions of several are answered: all, or up to the first refusal, or up to the first permission. */
export type EvaluationsSemantic = 'execute_all' | 'deny_on_first_deny' | 'permit_on_first_permit';

/** One question of several that cannot be asked, and why: it is refused, and the others are answered. */
export interface MalformedEvaluation {
  readonly malformed: string;
}

/** Several questions in one request. */
export interface Evaluations {
  readonly evaluations: readonly (Evaluation | MalformedEvaluation)[];
  readonly semantic: EvaluationsSemantic;
}

/** What is searched for. */
export type SearchKind = 'subject' | 'resource' | 'action';

/** A search. What is searched for has a type but no id (`subject`, `resource`), or is absent (`action`). */
export interface Search {
  readonly subject: AuthzenEntity;
  readonly action: AuthzenAction;
  readonly resource: AuthzenEntity;
  readonly context: JsonObject;
}

/** Which part of the results is wanted. `token` is the `next_token` of the part before. */
export interface Page {
  readonly token: string | null;
  readonly limit: number | null;
}

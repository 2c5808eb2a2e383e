import type { AccessDecision } from '../access/access-decision.ts';
import type { AccessRequest, Resource, Subject } from '../access/access-request.ts';
import type { Access } from '../access/create-access.ts';
import type { JsonObject } from '../json.ts';
import type { AuthzenEntity, Evaluation } from './authzen-model.ts';

/**
 * Where a host finds what a decision needs. What a caller says about subject and resource is handed over, and it is the host that
 * decides what of it to believe. `null`: there is none such. A port that rejects makes the answer a refusal.
 */
export interface AccessSources {
  /** The access policy in force; asked for each question, so that it may be replaced. */
  readonly access: () => Access;
  /** Who it is, as the host knows them; null: nobody. */
  readonly subject: (given: AuthzenEntity) => Subject | null | Promise<Subject | null>;
  /** What it is about, as the host knows it; null: nothing of that id. */
  readonly resource: (given: AuthzenEntity) => Resource | null | Promise<Resource | null>;
  /** Facts beside subject and resource. Without it, nothing a caller says in its context is believed. */
  readonly context?: (evaluation: Evaluation) => JsonObject | Promise<JsonObject>;
  /** What people have already done in the matter, for duties that are kept apart. */
  readonly duties?: (evaluation: Evaluation) => AccessRequest['duties'] | Promise<AccessRequest['duties']>;
  /** `act` unless given. */
  readonly mode?: (evaluation: Evaluation) => AccessRequest['mode'];
}

const UNKNOWN: AccessDecision = { allowed: false, reason: 'unavailable', basis: null, missing: [] };

/** Makes `decide` of an access policy and of where the host keeps what it asks about. */
export function decideWith(sources: AccessSources): (evaluation: Evaluation) => Promise<AccessDecision> {
  return async (evaluation) => {
    const [subject, resource, context, duties] = await Promise.all([
      sources.subject(evaluation.subject),
      sources.resource(evaluation.resource),
      sources.context?.(evaluation) ?? {},
      sources.duties?.(evaluation) ?? {},
    ]);
    if (subject === null) return { ...UNKNOWN, missing: ['subject'] };
    if (resource === null) return { ...UNKNOWN, missing: ['resource'] };
    const mode = sources.mode?.(evaluation) ?? 'act';
    return sources.access().may({ subject, action: evaluation.action.name, mode, resource, context, duties });
  };
}

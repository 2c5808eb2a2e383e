import type { AccessDecision } from '../access/access-decision.ts';
import type { JsonObject } from '../json.ts';
import type { Evaluation, EvaluationAnswer, Evaluations, MalformedEvaluation } from './authzen-model.ts';
import { reasonsOf } from './reasons-of.ts';

/** What answers need of the host. Either may reject: then nobody gets in. */
export interface EvaluationPort {
  /** Decides. `decideWith` makes one of an access policy. */
  readonly decide: (evaluation: Evaluation) => AccessDecision | Promise<AccessDecision>;
  /** What the caller may want to know about a refusal, such as what starts the approval it lacks; joins the answer's context. */
  readonly onDenied?: (
    evaluation: Evaluation,
    decision: AccessDecision,
  ) => JsonObject | null | Promise<JsonObject | null>;
}

const UNAVAILABLE: AccessDecision = { allowed: false, reason: 'unavailable', basis: null, missing: [] };

/** Answers one question. Never rejects: what cannot be decided is a refusal with reason `unavailable`. */
export async function evaluate(evaluation: Evaluation, port: EvaluationPort): Promise<EvaluationAnswer> {
  const decision = await decideOrRefuse(evaluation, port);
  if (decision.allowed) return { decision: true };
  return { decision: false, context: { ...(await moreAbout(evaluation, decision, port)), ...reasonsOf(decision) } };
}

/** Answers several questions one after the other, as far as their semantic goes. The last answer is the one that ended it. */
export async function evaluateAll(asked: Evaluations, port: EvaluationPort): Promise<readonly EvaluationAnswer[]> {
  const answers: EvaluationAnswer[] = [];
  for (const evaluation of asked.evaluations) {
    const answer = 'malformed' in evaluation ? refuse(evaluation) : await evaluate(evaluation, port);
    answers.push(answer);
    if (asked.semantic === 'deny_on_first_deny' && !answer.decision) break;
    if (asked.semantic === 'permit_on_first_permit' && answer.decision) break;
  }
  return answers;
}

/** The standard's shape of an error that is about one of several questions. */
function refuse({ malformed }: MalformedEvaluation): EvaluationAnswer {
  return { decision: false, context: { error: { status: 400, message: malformed } } };
}

async function decideOrRefuse(evaluation: Evaluation, { decide }: EvaluationPort): Promise<AccessDecision> {
  try {
    return await decide(evaluation);
  } catch {
    return UNAVAILABLE;
  }
}

/** A host that cannot say more about a refusal still refuses. */
async function moreAbout(
  evaluation: Evaluation,
  decision: AccessDecision,
  { onDenied }: EvaluationPort,
): Promise<JsonObject> {
  try {
    return (await onDenied?.(evaluation, decision)) ?? {};
  } catch {
    return {};
  }
}

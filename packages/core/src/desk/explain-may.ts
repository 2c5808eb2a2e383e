import { firstFailure } from '@deskbook/policies';
import type { AccessRequest, Facts, JsonObject } from '@deskbook/policies';
import { accessOf } from '../execution/access-of.ts';
import { isRecord } from '../facts/is-record.ts';
import type { MayQuestion } from './desk.ts';
import type { DeskParts } from './desk-parts.ts';
import type { ExplainedPermission } from './explained-permission.ts';
import { gatherAccess } from './may.ts';
import { showExplanation } from './show-explanation.ts';
import { withoutSecrets } from './without-secrets.ts';

/**
 * Every grant and denial that speaks of an action, over the facts of this moment: why a permission is given or not. Decides nothing,
 * and keeps nothing. Nothing where there is no such subject, or it cannot be read.
 */
export async function explainMay(parts: DeskParts, question: MayQuestion): Promise<readonly ExplainedPermission[]> {
  const asked = await gatherAccess(parts, question).catch(() => null);
  if (asked === null) return [];
  const access = accessOf(parts.bundle);
  const masked = access.explain(withoutSecretsIn(parts, asked.request));
  return access.explain(asked.request).map((rule, index) => {
    const shown = masked[index]?.when ?? null;
    const when = rule.when === null || shown === null ? null : showExplanation(rule.when, shown);
    return { ...rule, when, failed: when === null ? null : firstFailure(when) };
  });
}

/** What conditions see, with secrets masked. Ids, groups and roles stay: they are none, and they decide which rules are looked at. */
function withoutSecretsIn({ bundle }: DeskParts, request: AccessRequest): AccessRequest {
  const { subject, resource, context } = request;
  return {
    ...request,
    context: withoutSecrets(bundle.facts, context),
    subject: { ...subject, properties: masked(bundle.facts, 'person', subject.properties) },
    resource: { ...resource, properties: masked(bundle.facts, resource.type, resource.properties) },
  };
}

function masked(model: DeskParts['bundle']['facts'], type: string, properties: JsonObject): JsonObject {
  const shown: Facts = withoutSecrets({ ...model, roots: { it: { type } } }, { it: properties });
  return isRecord(shown['it']) ? shown['it'] : {};
}

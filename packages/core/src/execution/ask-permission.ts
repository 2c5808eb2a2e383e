import type { AccessDecision, AccessRequest, JsonObject, Resource, Subject } from '@deskbook/policies';
import type { ActionContract } from '@deskbook/dsl/bundle';
import type { Gathered } from '../facts/gather-facts.ts';
import { isRecord } from '../facts/is-record.ts';
import type { Permission } from '../kernel/entry.ts';
import type { RunState } from '../kernel/run-state.ts';
import { accessOf } from './access-of.ts';
import type { ExecutionHost } from './host.ts';
import { degraded } from './work.ts';
import { resourceOf } from './resource-of.ts';
import { deskSubject, personSubject } from './subject-of.ts';
import type { Graph } from '../kernel/graph.ts';

/** What permission is asked for: an action with its input, in a run, over the facts of this moment. */
export interface PermissionQuestion {
  readonly state: RunState;
  readonly graph: Graph;
  readonly contract: ActionContract;
  readonly input: JsonObject;
  readonly gathered: Gathered;
  /** The taking back of an effect: whoever had it done is not asked again. */
  readonly undo: boolean;
}

/** Asks whether the desk may do this now, and whether the person it does it for may have it done. Allowed only if both are. */
export async function askPermission(host: ExecutionHost, asked: PermissionQuestion): Promise<Permission> {
  const { state, graph, contract, input, gathered } = asked;
  const { resource, unavailable } = await resourceOf(host, { state, contract, input, facts: gathered.facts });
  const outages = { ...gathered, unavailable: [...gathered.unavailable, ...unavailable] };
  const question = { ...asked, gathered: outages };
  const desk = deskSubject(host.bundle(), graph.workflow);
  const actor = { id: desk.id, decision: decide(host, question, desk, 'act', resource) };
  const asker = question.undo ? null : await askerOf(host, question, resource);
  const outside = state.confine !== null && !state.confine.actions.includes(contract.id) && !question.undo;
  return {
    allowed: actor.decision.allowed && (asker?.decision.allowed ?? true) && !outside,
    actor,
    asker,
    confinement: state.confine === null ? 'none' : outside ? 'outside' : 'within',
    action: contract.id,
    resource: { type: resource.type, id: resource.id },
    ...degraded(outages),
  };
}

/** The person a workflow acts for, and whether they may have this done. Somebody who is not known may not. */
async function askerOf(
  host: ExecutionHost,
  question: PermissionQuestion,
  resource: Resource,
): Promise<Permission['asker']> {
  const root = question.graph.workflow.acts.for;
  if (root === null) return null;
  const id = personIn(question, root);
  if (id === null) {
    const down = question.gathered.unavailable.some((outage) => outage.root === root);
    const reason = down ? 'unavailable' : 'no_grant';
    return { id: '', decision: { allowed: false, reason, basis: null, missing: [root] } };
  }
  try {
    const subject = await personSubject(host, id);
    if (subject === null) {
      return { id, decision: { allowed: false, reason: 'no_grant', basis: null, missing: [root] } };
    }
    return { id, decision: decide(host, question, subject, 'ask', resource) };
  } catch {
    return { id, decision: { allowed: false, reason: 'unavailable', basis: null, missing: [] } };
  }
}

function personIn({ state, gathered }: PermissionQuestion, root: string): string | null {
  if (root === 'requester' && state.requester !== null) return state.requester;
  const record = gathered.facts[root];
  return isRecord(record) && typeof record['id'] === 'string' ? record['id'] : null;
}

/** One question to the policy of the newest bundle. What could not be read makes a denial `unavailable`: it is worth asking again. */
function decide(
  host: ExecutionHost,
  { state, contract, gathered }: PermissionQuestion,
  subject: Subject,
  mode: AccessRequest['mode'],
  resource: Resource,
): AccessDecision {
  const decision = accessOf(host.bundle()).may({
    subject,
    action: contract.id,
    mode,
    resource,
    context: gathered.facts,
    duties: state.duties,
  });
  const lacking = gathered.unavailable.map((outage) => outage.root);
  const forWant = decision.missing.some((path) => lacking.some((root) => path === root || path.startsWith(`${root}.`)));
  return !decision.allowed && forWant ? { ...decision, reason: 'unavailable' } : decision;
}

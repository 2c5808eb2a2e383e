import type { Facts, JsonObject } from '@deskbook/policies';
import { factsOf } from '@deskbook/policies/conditions';
import type { TreeCheck, TreeNode } from '@deskbook/dsl/bundle';
import { fitInput } from '../execution/contract-values.ts';
import { performAction } from '../execution/perform-action.ts';
import { factsIn, resolveValues } from '../execution/resolve-values.ts';
import { maskSecrets } from '../execution/secret-fields.ts';
import { gatherFacts } from '../facts/index.ts';
import type { Permission } from '../kernel/entry.ts';
import type { ActResult, Here, SessionWorld } from '../troubleshooting/index.ts';
import type { DeskParts } from './desk-parts.ts';
import { DESK_SUBJECT, decideAccess } from './may.ts';
import { withinRun } from './run-of-session.ts';

/** How troubleshooting sessions reach the world: the same ports, permissions and contracts as runs. */
export function sessionWorld(parts: DeskParts): SessionWorld {
  return {
    facts: (here) => factsOfSession(parts, here),
    resolve: (values, facts) => {
      const resolved = resolveValues(values, facts);
      return resolved.ok ? { ok: true, input: resolved.value } : resolved;
    },
    permit: (here, action, input) => permit(parts, here, action, input),
    act: (action, input, key) => act(parts, action, input, key),
  };
}

/** What a session's nodes read: the person, what it began with, and what was collected. What cannot be read is absent. */
async function factsOfSession(parts: DeskParts, here: Here): Promise<Facts> {
  const { bundle, values, clock } = parts;
  const { state, node } = here;
  const input = inputRoots(parts, here);
  const { facts } = await gatherFacts({
    bundle,
    needs: needsOf(here, node),
    base: {
      ...input,
      values,
      input: state.input,
      form: state.evidence,
      person: state.person,
      requester: state.person,
      ...(state.ticket === null ? {} : { ticket: state.ticket }),
    },
    ports: parts.host,
    now: clock.now(),
  });
  return facts;
}

/** Inputs that name a root's record under its name are that root. */
function inputRoots({ bundle }: DeskParts, { state, tree }: Here): JsonObject {
  const named = Object.entries(state.input).filter(
    ([name]) => Object.hasOwn(bundle.facts.roots, name) && Object.hasOwn(tree.input, name),
  );
  return Object.fromEntries(named);
}

/** The facts a node may read, and those its tree's check after a fix does. */
function needsOf({ tree }: Here, node: TreeNode): readonly string[] {
  const ofChecks = [...ofCheck(node.kind === 'question' ? node.check : null), ...ofCheck(tree.afterFix?.check ?? null)];
  const known = node.kind === 'question' || node.kind === 'choice' ? [node.known] : [];
  const choices =
    node.kind === 'choice' ? node.choices.flatMap(({ when }) => (when === null ? [] : factsOf(when))) : [];
  const fix = node.kind === 'fix' ? Object.values(node.with).flatMap(factsIn) : [];
  const all = [...ofChecks, ...known.flatMap((path) => path ?? []), ...choices, ...fix];
  return all.filter((path) => !path.startsWith('check.'));
}

const ofCheck = (check: TreeCheck | null): readonly string[] =>
  check === null ? [] : [...Object.values(check.with).flatMap(factsIn), ...factsOf(check.yesWhen)];

/** Asks whether the desk may do it, and whether the person may have it done, over the session's own facts and the thing acted on. */
async function permit(parts: DeskParts, here: Here, action: string, input: JsonObject): Promise<Permission> {
  const { bundle } = parts;
  const { person, ticket, session } = here.state;
  const contract = Object.hasOwn(bundle.actions, action) ? bundle.actions[action] : undefined;
  const acted = contract?.resource ? input[contract.resource.from] : (ticket ?? session);
  const resource = { type: contract?.resource?.type ?? 'ticket', id: typeof acted === 'string' ? acted : session };
  const [actor, asker] = await Promise.all([
    decideAccess(parts, { subject: DESK_SUBJECT, action, resource, mode: 'act' }, person),
    decideAccess(parts, { subject: person, action, resource, mode: 'ask' }, person),
  ]);
  const permission: Permission = {
    allowed: actor.allowed && asker.allowed,
    actor: { id: DESK_SUBJECT, decision: actor },
    asker: { id: person, decision: asker },
    confinement: 'none',
    action,
    resource,
  };
  return contract === undefined ? permission : withinRun(parts, here, { contract, input, permission });
}

/** Does it, once under its key. */
async function act(
  { bundle, host, clock }: DeskParts,
  action: string,
  given: JsonObject,
  key: string,
): Promise<ActResult> {
  const contract = Object.hasOwn(bundle.actions, action) ? bundle.actions[action] : undefined;
  if (contract === undefined) return { result: 'failed', reason: `there is no action ${action}` };
  const fitted = fitInput(contract, given, clock.now());
  if (!fitted.ok) return { result: 'failed', reason: 'its input does not fit its contract' };
  const result = await performAction(host, contract, fitted.value, key);
  if (result.status === 'done') return { result: 'done', output: maskSecrets(contract.output, result.output) };
  return { result: result.status, reason: result.message };
}

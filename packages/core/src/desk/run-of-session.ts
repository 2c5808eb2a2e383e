import type { JsonObject } from '@deskbook/policies';
import type { ActionContract } from '@deskbook/dsl/bundle';
import { changedRequest } from '../execution/changed-request.ts';
import { gateRefusal, isGated, isWithinLimit } from '../execution/effect-gate.ts';
import { type LoadedRun, loadRun } from '../execution/load-run.ts';
import { mayTouch } from '../execution/may-touch.ts';
import { sessionEffects } from '../execution/session-effects.ts';
import { voidApproval } from '../execution/void-approval.ts';
import type { Permission } from '../kernel/entry.ts';
import { type Here, keyOf } from '../troubleshooting/index.ts';
import type { DeskParts } from './desk-parts.ts';

/**
 * A permission as it stands in a diagnosis that is a step of a run: the run's decisions, its approvals and the offer it was started
 * by hold there too, and once the run no longer waits for the diagnosis nothing is done in it any more.
 */
export async function withinRun(
  parts: DeskParts,
  here: Here,
  asked: { readonly contract: ActionContract; readonly input: JsonObject; readonly permission: Permission },
): Promise<Permission> {
  const { contract, input, permission } = asked;
  const { parent, session } = here.state;
  if (parent === null) return permission;
  const run = loadRun(parts.host, parent.run);
  if (run === null || !isAwaited(run, session)) return refused(permission, 'the run is over');
  const refusal = gateRefusal(run.graph, run.state, contract);
  if (refusal !== null) return refused(permission, refusal);
  const voided = isGated(contract)
    ? ((await changedRequest(parts.host, run)) ?? (await voidApproval(parts.host, run)))
    : null;
  if (voided !== null) return refused(permission, voided);
  const { confine } = run.state;
  if (confine === null) return permission;
  const used = sessionEffects(parts.store, run.graph, run.state, keyOf(here));
  const within =
    confine.actions.includes(contract.id) &&
    isWithinLimit(run.graph, run.state, contract, used) &&
    (contract.effect === 'read' || (await mayTouch(parts.host, run, permission.resource, input)));
  return within ? { ...permission, confinement: 'within' } : { ...permission, allowed: false, confinement: 'outside' };
}

/** Whether the run is being asked for this diagnosis, or waits for it. */
const isAwaited = ({ state }: LoadedRun, session: string): boolean =>
  state.ending === null &&
  state.outstanding.some(
    (command) => (command.type === 'open' || command.type === 'await') && command.task === session,
  );

const refused = (permission: Permission, why: string): Permission => ({ ...permission, allowed: false, refused: why });

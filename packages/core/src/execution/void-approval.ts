import { sameValue } from '@deskbook/policies/conditions';
import type { ApprovalState } from '@deskbook/policies';
import { askedIn } from './asked-in.ts';
import type { ExecutionHost } from './host.ts';
import { type LoadedRun, loadRun } from './load-run.ts';
import { runFacts } from './run-facts.ts';
import { newParty } from './new-party.ts';
import { isOutage } from './work.ts';

/**
 * Whether an approval that was given, in a run or in one it is a part of, was about something else, or is no approval any more: a fact whose
 * change makes its votes void has changed since it was asked, or somebody approved it whose request it is by now. What cannot be read just
 * now is `unavailable`. null: what was approved still stands.
 */
export async function voidApproval(
  host: ExecutionHost,
  run: Pick<LoadedRun, 'bundle' | 'graph' | 'state'>,
): Promise<'approval_void' | 'unavailable' | null> {
  const { bundle, graph, state } = run;
  for (const { id, verb } of graph.workflow.nodes) {
    const definition = verb.kind === 'approve' ? graph.approvals[verb.approval] : undefined;
    const given = state.nodes[id]?.outcome === 'approved' ? state.nodes[id].approval : null;
    if (definition === undefined || given === null) continue;
    const own = await approvedTheirOwn(host, run, given);
    if (own !== null) return own;
    if (definition.askAgainIfChanged.length === 0) continue;
    const gathered = await runFacts(host, bundle, state, definition.askAgainIfChanged);
    if (isOutage(definition.askAgainIfChanged, gathered)) return 'unavailable';
    if (!sameValue(askedIn(definition, gathered.facts), given.asked)) return 'approval_void';
  }
  const parent = state.cause?.kind === 'run' ? loadRun(host, state.cause.run) : null;
  return parent === null ? null : voidApproval(host, parent);
}

/** Whether somebody approved it whose ticket it has become since. */
async function approvedTheirOwn(
  host: ExecutionHost,
  run: Pick<LoadedRun, 'graph' | 'state'>,
  { votes, ...given }: ApprovalState,
): Promise<'approval_void' | 'unavailable' | null> {
  try {
    const party = await newParty(host, run, { ...given, votes });
    return votes.some(({ by, vote }) => vote === 'approve' && by === party) ? 'approval_void' : null;
  } catch {
    return 'unavailable';
  }
}

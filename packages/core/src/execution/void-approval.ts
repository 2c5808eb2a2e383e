import { sameValue } from '@deskbook/policies/conditions';
import { askedIn } from './asked-in.ts';
import type { ExecutionHost } from './host.ts';
import { type LoadedRun, loadRun } from './load-run.ts';
import { runFacts } from './run-facts.ts';
import { isOutage } from './work.ts';

/**
 * Whether an approval that was given, in a run or in one it is a part of, was about something else: a fact whose change makes its
 * votes void has changed since it was asked. What cannot be read just now is `unavailable`. null: what was approved still stands.
 */
export async function voidApproval(
  host: ExecutionHost,
  run: Pick<LoadedRun, 'bundle' | 'graph' | 'state'>,
): Promise<'approval_void' | 'unavailable' | null> {
  const { bundle, graph, state } = run;
  for (const { id, verb } of graph.workflow.nodes) {
    const definition = verb.kind === 'approve' ? graph.approvals[verb.approval] : undefined;
    const given = state.nodes[id]?.outcome === 'approved' ? state.nodes[id].approval : null;
    if (definition === undefined || given === null || definition.askAgainIfChanged.length === 0) continue;
    const gathered = await runFacts(host, bundle, state, definition.askAgainIfChanged);
    if (isOutage(definition.askAgainIfChanged, gathered)) return 'unavailable';
    if (!sameValue(askedIn(definition, gathered.facts), given.asked)) return 'approval_void';
  }
  const parent = state.cause?.kind === 'run' ? loadRun(host, state.cause.run) : null;
  return parent === null ? null : voidApproval(host, parent);
}

import { classify, sameValue } from '@deskbook/policies';
import { setFacts } from '../triggers/set-facts.ts';
import { factsOfDecision } from '../triggers/facts-needed.ts';
import { approvalsGiven } from '../kernel/gate.ts';
import type { ExecutionHost } from './host.ts';
import type { LoadedRun } from './load-run.ts';
import { runFacts } from './run-facts.ts';

/**
 * Whether a request that was let through when its run began has become another since, which is not: what is asked for is classified
 * again where it has changed. null: it is the same, or is let through as it is now.
 */
export async function changedRequest(
  host: ExecutionHost,
  { bundle, graph, state }: Pick<LoadedRun, 'bundle' | 'graph' | 'state'>,
): Promise<'request_denied' | 'not_approved' | null> {
  if (state.classification === null) return null;
  const decisions = Object.values(bundle.decisions);
  const { facts } = await runFacts(host, bundle, state, ['request', ...decisions.flatMap(factsOfDecision)]);
  if (sameValue(facts['request'] ?? null, state.facts['request'] ?? null)) return null;
  const { decision, values } = classify(decisions, setFacts(bundle, facts).facts);
  if (decision === 'ALLOWED') return null;
  if (decision !== 'REQUIRES_APPROVAL') return 'request_denied';
  const given = approvalsGiven(graph, state);
  const { approval } = values;
  const isGiven = typeof approval === 'string' ? given.includes(approval) : given.length > 0;
  return isGiven ? null : 'not_approved';
}

import { classify, readFact, sameValue } from '@deskbook/policies';
import type { Decision, FactPath, Facts } from '@deskbook/policies';
import type { Bundle } from '@deskbook/dsl/bundle';
import { setFacts } from '../triggers/set-facts.ts';
import { factsOfDecision } from '../triggers/facts-needed.ts';
import { approvalsGiven } from '../kernel/gate.ts';
import type { RunState } from '../kernel/run-state.ts';
import type { ExecutionHost } from './host.ts';
import type { LoadedRun } from './load-run.ts';
import { runFacts } from './run-facts.ts';
import { isOutage } from './work.ts';

/**
 * Whether a request that was let through when its run began has become another since, which is not: what is asked for is classified
 * again where it has changed, or what its classification asks of the ticket. What cannot be read just now is `unavailable`. null: it is the
 * same, or is let through as it is now.
 */
export async function changedRequest(
  host: ExecutionHost,
  { bundle, graph, state }: Pick<LoadedRun, 'bundle' | 'graph' | 'state'>,
): Promise<'request_denied' | 'not_approved' | 'unavailable' | null> {
  if (state.classification === null) return null;
  const decisions = Object.values(bundle.decisions);
  const gathered = await runFacts(host, bundle, state, ['request', ...decisions.flatMap(factsOfDecision)]);
  const { facts } = setFacts(bundle, gathered.facts);
  if (isSame(bundle, state, facts)) return null;
  const { decision, values, missing } = classify(decisions, facts);
  if (decision === 'ALLOWED') return null;
  if (decision === 'MISSING' && isOutage(missing, gathered)) return 'unavailable';
  if (decision !== 'REQUIRES_APPROVAL') return 'request_denied';
  const given = approvalsGiven(graph, state);
  const { approval } = values;
  const isGiven = typeof approval === 'string' ? given.includes(approval) : given.length > 0;
  return isGiven ? null : 'not_approved';
}

/** Whether what the run began with is still so: the request, and what the gate asks of the ticket. */
function isSame(bundle: Bundle, { facts: before }: RunState, now: Facts): boolean {
  if (!sameValue(now['request'] ?? null, before['request'] ?? null)) return false;
  if (before['ticket'] === undefined) return true;
  return askedOfTicket(bundle).every((path) => sameValue(readFact(now, path) ?? null, readFact(before, path) ?? null));
}

const known = new WeakMap<Bundle, readonly FactPath[]>();

/** What decisions that classify read of the ticket. What is derived is worked out anew whenever it is read, and was not kept. */
function askedOfTicket(bundle: Bundle): readonly FactPath[] {
  const found = known.get(bundle);
  if (found !== undefined) return found;
  const classifies = ({ sets }: Decision): boolean => sets.includes('decision');
  const asked = Object.values(bundle.decisions).filter(classifies).flatMap(factsOfDecision);
  const paths = [...new Set(asked)].filter(
    (path) => path.startsWith('ticket.') && !Object.hasOwn(bundle.facts.derived, path),
  );
  known.set(bundle, paths);
  return paths;
}

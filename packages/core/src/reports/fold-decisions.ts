import type { Cited, DecisionResult, FiredRule } from '@deskbook/policies';
import type { Bundle } from '@deskbook/dsl/bundle';
import type { Entry } from '../kernel/entry.ts';
import { reportPlace, reportPlaces } from './report-place.ts';
import type { RunHistory } from './report-input.ts';
import type { ResolutionReport } from './resolution-report.ts';
import { runNodes } from './run-nodes.ts';

/** The gate the request passed, as it was recorded when the run started. */
export function foldClassification(entries: readonly Entry[], bundle: Bundle): ResolutionReport['classification'] {
  const started = entries.find((entry) => entry.type === 'run.started');
  const classification = started?.classification ?? null;
  if (classification === null) return null;
  const { decision, reason, rules } = classification;
  return {
    decision,
    reason,
    rules: rules.map(({ id, cites, reference }) => ({ id, cites, place: reportPlace(bundle, reference) })),
  };
}

/** Decisions made on the way. */
export function foldDecisions(history: RunHistory, bundle: Bundle): ResolutionReport['decisions'] {
  const nodes = runNodes(history.workflow);
  return history.entries.flatMap((entry) => {
    if (entry.type !== 'decision.made') return [];
    const verb = nodes.get(entry.node)?.verb;
    const rules = firedRules(entry.result);
    return {
      node: entry.node,
      decision: verb?.kind === 'decide' ? verb.decision : entry.node,
      outcome: entry.outcome,
      rules: rules.map((rule) => rule.id),
      places: reportPlaces(
        bundle,
        rules.map((rule) => rule.reference),
      ),
      ...(entry.degraded !== undefined && { degraded: entry.degraded }),
    };
  });
}

function firedRules(result: DecisionResult): readonly FiredRule[] {
  return result.outcome === 'no_rule' ? [] : result.rules;
}

/** Everything that was decided by something that cites: rules, grants, denials. */
export function citedBases(entries: readonly Entry[]): readonly Cited[] {
  return entries.flatMap((entry): readonly Cited[] => {
    if (entry.type === 'run.started') return entry.classification?.rules ?? [];
    if (entry.type === 'decision.made') return firedRules(entry.result);
    if (entry.type !== 'permission.decided') return [];
    const { actor, asker } = entry.permission;
    return [actor.decision.basis, asker?.decision.basis ?? null].filter((basis) => basis !== null);
  });
}

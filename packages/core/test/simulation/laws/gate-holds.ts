import type { History } from '../history.ts';
import { foldApproval, isEnough } from './fold-approval.ts';
import { isGated, journalOf, nodeOf, ofType, startOf, type Written } from './journal.ts';
import type { Law } from './law.ts';

export const gateHolds: Law = {
  name: 'gate holds',
  says: 'No effect of a request that is denied, or that lacks its approval, is asked of the world.',
  breaches: (history) =>
    [...journalOf(history).runs].flatMap(([run, entries]) =>
      ofType(entries, 'effect.requested').flatMap((entry) => {
        const contract = history.bundle.actions[entry.action];
        if (contract === undefined || !isGated(contract) || entry.key.endsWith('/undo')) return [];
        const { gates, given } = standing(history, run, entries.indexOf(entry));
        return [...gates.values()].flatMap(({ result, approval }) => {
          if (result === 'ALLOWED') return [];
          if (result !== 'REQUIRES_APPROVAL') return [`${entry.key} was asked for, and the request is ${result}`];
          const isGiven = approval === null ? given.length > 0 : given.includes(approval);
          return isGiven ? [] : [`${entry.key} was asked for without ${approval ?? 'an approval'}`];
        });
      }),
    ),
};

interface Gate {
  readonly result: string;
  readonly approval: string | null;
}

interface Standing {
  readonly gates: ReadonlyMap<string, Gate>;
  /** Approvals that were given. */
  readonly given: readonly string[];
}

/** What was decided about a run, and approved in it, before one of its entries: its own, and that of the run it is a part of. */
function standing(history: History, run: string, until: number): Standing {
  const entries = (journalOf(history).runs.get(run) ?? []).slice(0, until);
  const start = startOf(entries);
  if (start === undefined) return { gates: new Map(), given: [] };
  const { cause, classification, workflow } = start;
  const above = cause.kind === 'run' ? beside(history, cause.run, run) : { gates: new Map<string, Gate>(), given: [] };
  const gates = new Map(above.gates);
  if (cause.kind !== 'run' && classification !== null) {
    const { approval } = classification.values;
    gates.set(classification.by ?? '', {
      result: classification.decision,
      approval: typeof approval === 'string' ? approval : null,
    });
  }
  for (const entry of ofType(entries, 'decision.made')) {
    const verb = nodeOf(history, workflow, entry.node)?.verb;
    if (entry.classifies !== true || verb?.kind !== 'decide') continue;
    const approval = entry.result.outcome === 'decided' ? entry.result.values['approval'] : null;
    gates.set(verb.decision, { result: entry.outcome, approval: typeof approval === 'string' ? approval : null });
  }
  return { gates, given: [...above.given, ...approved(history, workflow, entries)] };
}

/** What stood in the run that a child was begun by, when it was. */
function beside(history: History, parent: string, child: string): Standing {
  const entries = journalOf(history).runs.get(parent) ?? [];
  return standing(
    history,
    parent,
    entries.findIndex((entry) => entry.type === 'child.started' && entry.run === child),
  );
}

/** Approvals whose last question was answered with enough votes, and those in whose place they stand. */
function approved(history: History, workflow: string, entries: readonly Written[]): readonly string[] {
  const asked = ofType(entries, 'approval.entry');
  const last = new Map(asked.map(({ node, task }) => [node, task]));
  return [...last].flatMap(([id, task]) => {
    const node = nodeOf(history, workflow, id);
    const definition = node?.verb.kind === 'approve' ? history.bundle.approvals[node.verb.approval] : undefined;
    if (node === null || definition === undefined) return [];
    const own = asked.flatMap((entry) => (entry.task === task ? [entry.entry] : []));
    if (!isEnough(foldApproval(definition, own, []))) return [];
    const outer = node.block === null ? null : nodeOf(history, workflow, node.block.slice(0, node.block.indexOf(':')));
    return [definition.id, ...(outer?.verb.kind === 'approve' ? [outer.verb.approval] : [])];
  });
}

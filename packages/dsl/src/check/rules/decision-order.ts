import type { Decision, FactPath } from '@deskbook/policies';
import { factsOf } from '@deskbook/policies/conditions';
import { decisionCycle } from '../../diagnostics/pages/analysis/decision-cycle.ts';
import { derivedFrom } from '../../bundle/derived-from.ts';
import type { FactModel } from '../../bundle/fact-model.ts';
import { findCycles } from '../graphs/digraph/find-cycles.ts';
import { placeAt } from '../place-at.ts';
import type { Compiled } from '../program.ts';
import { report } from '../report.ts';

/** Decisions that set facts run in the order of their needs; where they need each other there is none. */
export function decisionOrder({ decisions, facts, checking }: Compiled): void {
  const writers = new Map<FactPath, string>();
  for (const { id, sets } of Object.values(decisions)) {
    for (const fact of sets) if (fact.includes('.')) writers.set(fact, id);
  }
  const needs = new Map(
    Object.values(decisions).map((decision) => [
      decision.id,
      [...new Set(readBy(decision, facts).flatMap((fact) => writers.get(fact) ?? []))],
    ]),
  );
  for (const cycle of findCycles(needs)) {
    const [first = ''] = cycle;
    const place = placeAt(checking, `decision/${first}#`);
    const chain = [...cycle, first].map((id) => `\`${id}\``).join(' → ');
    if (place !== null) report(place, decisionCycle, `decisions need each other's results: ${chain}`);
  }
}

/** What a decision reads, and what that is derived from. */
function readBy({ applies, rules }: Decision, { derived }: FactModel): readonly FactPath[] {
  const conditions = [applies ?? null, ...rules.map(({ when }) => when)];
  const read = conditions.flatMap((condition) => (condition === null ? [] : factsOf(condition)));
  return [...read, ...read.flatMap((fact) => sourcesOf(fact, derived))];
}

function sourcesOf(fact: FactPath, derived: FactModel['derived']): readonly FactPath[] {
  const derivation = Object.hasOwn(derived, fact) ? derived[fact] : undefined;
  if (derivation === undefined) return [];
  return derivation.kind === 'count' ? factsOf(derivation.when) : derivedFrom(derivation);
}

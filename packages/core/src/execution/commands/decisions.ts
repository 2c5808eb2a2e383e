import { evaluate, factsOf, readFact } from '@deskbook/policies/conditions';
import { decide as decideBy } from '@deskbook/policies/rules';
import type { Decision, DecisionResult, Evaluation, FactPath, Facts, Json } from '@deskbook/policies';
import { inFirstOf } from '../spoken-text.ts';
import { answer, blocked, degraded, factsFor, isOutage, lacking, visitOf, type NodeWork } from '../work.ts';

/** Decides a step's condition over the facts of this moment. */
export async function evaluateWhen(work: NodeWork<'evaluate'>): Promise<void> {
  const { when } = work.node;
  const gathered = await factsFor(work, when === null ? [] : factsOf(when));
  const evaluation = when === null ? holds : evaluate(when, gathered.facts);
  if (evaluation.truth === 'undecided' && isOutage(evaluation.missing, gathered)) {
    await lacking(work, evaluation.missing, gathered);
    return;
  }
  await answer(work, { type: 'condition.decided', evaluation, ...degraded(gathered), ...visitOf(work) });
}

const holds: Evaluation = { truth: 'holds', missing: [] };

/** Finds the branch that holds: the first, in their order. One that is undecided before it stops the search. */
export async function choose(work: NodeWork<'choose'>): Promise<void> {
  const { verb } = work.node;
  if (verb.kind !== 'choose') return;
  const needs = verb.branches.flatMap(({ when }) => (when === null ? [] : factsOf(when)));
  const gathered = await factsFor(work, needs);
  for (const branch of verb.branches) {
    const evaluation = branch.when === null ? holds : evaluate(branch.when, gathered.facts);
    if (evaluation.truth === 'fails') continue;
    if (evaluation.truth === 'undecided' && isOutage(evaluation.missing, gathered)) {
      await lacking(work, evaluation.missing, gathered);
      return;
    }
    const chosen = evaluation.truth === 'holds' ? branch.id : null;
    await answer(work, { type: 'choice.decided', branch: chosen, evaluation, ...degraded(gathered), ...visitOf(work) });
    return;
  }
  const evaluation: Evaluation = { truth: 'fails', missing: [] };
  await answer(work, { type: 'choice.decided', branch: null, evaluation, ...degraded(gathered), ...visitOf(work) });
}

/** Makes a decision over the facts of this moment. */
export async function decide(work: NodeWork<'decide'>): Promise<void> {
  const { verb } = work.node;
  const { decisions } = work.running.bundle;
  const decision =
    verb.kind === 'decide' && Object.hasOwn(decisions, verb.decision) ? decisions[verb.decision] : undefined;
  if (decision === undefined) {
    await blocked(work, 'missing', 'there is no such decision');
    return;
  }
  const gathered = await factsFor(work, needsOf(decision));
  const { facts } = gathered;
  const result = resultOf(decision, facts);
  if (result.outcome === 'missing' && isOutage(result.missing, gathered)) {
    await lacking(work, result.missing, gathered);
    return;
  }
  const classifies = decision.sets.includes('decision');
  const outcome = outcomeOf(result, classifies);
  const said = spokenBy(result, [readFact(facts, 'requester.language'), ...work.running.bundle.languages]);
  await answer(work, {
    type: 'decision.made',
    result,
    outcome,
    classifies,
    ...said,
    ...degraded(gathered),
    ...visitOf(work),
  });
}

/** What the decision reads; and, where a rule of it says something, the language of whoever it is said to. */
function needsOf({ rules, applies }: Decision): readonly FactPath[] {
  const conditions = [applies, ...rules.map(({ when }) => when)];
  const facts = conditions.flatMap((condition) =>
    condition === undefined || condition === null ? [] : factsOf(condition),
  );
  return rules.some(({ say }) => say !== undefined) ? [...facts, 'requester.language'] : facts;
}

/** What the rule that decided says, in the first of these languages it has. */
function spokenBy(result: DecisionResult, languages: readonly (Json | undefined)[]): { readonly say?: string } {
  const say = result.outcome === 'decided' ? result.rules[0]?.say : undefined;
  const known = languages.filter((language) => typeof language === 'string');
  return say === undefined ? {} : { say: inFirstOf(say, known) };
}

/** A decision about other requests has no rule for this one. */
function resultOf(decision: Decision, facts: Facts): DecisionResult {
  const applies = decision.applies === undefined ? holds : evaluate(decision.applies, facts);
  if (applies.truth === 'undecided') return { outcome: 'missing', missing: applies.missing, rules: [] };
  return applies.truth === 'fails' ? { outcome: 'no_rule' } : decideBy(decision, facts);
}

/** What a `decide` step comes to: the classification, or how the decision went. */
function outcomeOf(result: DecisionResult, classifies: boolean): string {
  switch (result.outcome) {
    case 'decided': {
      const { decision } = result.values;
      return classifies && typeof decision === 'string' ? decision : 'decided';
    }
    case 'missing':
      return 'MISSING';
    case 'no_rule':
      return classifies ? 'DENIED' : 'no_rule';
    case 'conflict':
      return 'conflict';
  }
}

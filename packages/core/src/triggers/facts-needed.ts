import { factsOf } from '@deskbook/policies/conditions';
import type { Condition, Decision, FactPath } from '@deskbook/policies';
import type { Bundle, Trigger } from '@deskbook/dsl/bundle';
import { factsIn } from '../execution/resolve-values.ts';

const known = new WeakMap<Bundle, Map<string, readonly FactPath[]>>();

/** The facts that taking in an event of a type may need: of every decision, and of the triggers of that type and what they start. */
export function factsNeeded(bundle: Bundle, type: string): readonly FactPath[] {
  const byType = known.get(bundle) ?? new Map<string, readonly FactPath[]>();
  known.set(bundle, byType);
  const found = byType.get(type) ?? [...new Set([...ofDecisions(bundle), ...ofTriggers(bundle, type)])].sort();
  byType.set(type, found);
  return found;
}

const ofCondition = (condition: Condition | null | undefined): readonly FactPath[] =>
  condition === null || condition === undefined ? [] : factsOf(condition);

/** The facts a decision reads. */
export const factsOfDecision = (decision: Decision): readonly FactPath[] => [
  ...ofCondition(decision.applies),
  ...decision.rules.flatMap(({ when }) => ofCondition(when)),
];

const ofDecisions = (bundle: Bundle): readonly FactPath[] => Object.values(bundle.decisions).flatMap(factsOfDecision);

const ofTriggers = (bundle: Bundle, type: string): readonly FactPath[] =>
  bundle.triggers
    .filter(({ event, state }) => event === type && state !== 'retired')
    .flatMap((trigger) => ofCondition(trigger.when).concat(readByStart(bundle, trigger)));

function readByStart(bundle: Bundle, { start, with: input, throttle }: Trigger): readonly FactPath[] {
  const per = bundle.workflows[start]?.oneRun?.per;
  const values = [
    ...Object.values(input),
    ...(throttle === null ? [] : [throttle.per]),
    ...(per === undefined ? [] : [per]),
  ];
  return values.flatMap(factsIn).filter((path) => !path.startsWith('input.'));
}

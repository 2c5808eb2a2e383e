import { type Decision, type FactPath, type FiredRule, type JsonObject, decide, evaluate } from '@deskbook/policies';
import type { Bundle } from '@deskbook/dsl/bundle';
import { isRecord } from '../facts/is-record.ts';
import { factsOfDecision } from './facts-needed.ts';

/** A decision that was taken about an event before its triggers, and what it set. */
export interface FactsDecided {
  readonly decision: string;
  readonly outcome: 'decided' | 'missing' | 'no_rule' | 'conflict';
  readonly values: JsonObject;
  readonly rules: readonly FiredRule[];
}

const known = new WeakMap<Bundle, readonly Decision[]>();

/** The decisions that set facts, each after those whose facts it reads. */
export function decisionsThatSetFacts(bundle: Bundle): readonly Decision[] {
  const found = known.get(bundle) ?? inOrder(Object.values(bundle.decisions).filter(setsFacts));
  known.set(bundle, found);
  return found;
}

const isFact = (name: string): boolean => name.includes('.');
const setsFacts = ({ sets }: Decision): boolean => sets.some(isFact);

/** By depth first search over who sets what is read. A circle, which no checked bundle has, is cut where it is met. */
function inOrder(decisions: readonly Decision[]): readonly Decision[] {
  const setters = new Map<FactPath, Decision>(
    decisions.flatMap((each) => each.sets.map((fact) => [fact, each] as const)),
  );
  const ordered = new Set<Decision>();
  const begun = new Set<Decision>();
  const place = (decision: Decision): void => {
    if (begun.has(decision)) return;
    begun.add(decision);
    for (const fact of factsOfDecision(decision)) {
      const setter = setters.get(fact);
      if (setter !== undefined) place(setter);
    }
    ordered.add(decision);
  };
  for (const decision of decisions) place(decision);
  return [...ordered];
}

/**
 * Takes every decision that sets facts, in the order they need each other, and writes what they give into the facts. One that
 * cannot decide leaves its facts as the event told them.
 */
export function setFacts(
  bundle: Bundle,
  facts: JsonObject,
): { readonly facts: JsonObject; readonly decided: readonly FactsDecided[] } {
  let current = facts;
  const decided: FactsDecided[] = [];
  for (const decision of decisionsThatSetFacts(bundle)) {
    if (decision.applies !== undefined && evaluate(decision.applies, current).truth !== 'holds') continue;
    const result = decide(decision, current);
    const values = result.outcome === 'decided' ? result.values : {};
    const rules = result.outcome === 'no_rule' ? [] : result.rules;
    decided.push({ decision: decision.id, outcome: result.outcome, values, rules });
    for (const [fact, value] of Object.entries(values)) current = withFact(current, fact, value);
  }
  return { facts: current, decided };
}

/** The facts with one of them set. A root that is not there is not made up. */
function withFact(facts: JsonObject, fact: FactPath, value: JsonObject[string]): JsonObject {
  const [root = '', field = ''] = fact.split('.');
  const record = Object.hasOwn(facts, root) ? facts[root] : undefined;
  if (field === '' || !isRecord(record)) return facts;
  return { ...facts, [root]: { ...record, [field]: value } };
}

import type { FactPath, Facts, Json } from '@deskbook/policies';
import { whatWouldDecide } from '@deskbook/policies/questions';
import type { FactChange, WayToDecide } from '@deskbook/policies/questions';
import type { Bundle, Derivation } from '@deskbook/dsl/bundle';
import { setFacts } from '../triggers/index.ts';
import { fieldOf, secretValues } from './secret-facts.ts';

/** Roots that tell of the occasion: with another it would be another request. */
const occasion = new Set(['event', 'now', 'run', 'values', 'steps', 'input', 'form']);

/**
 * The smallest changes of facts with which a request would be allowed, each classified again. Proposed is only what can be otherwise:
 * no id, nothing derived, nothing the vocabulary calls secret; what decisions set is followed back to what they read.
 */
export function waysToAllow(bundle: Bundle, facts: Facts): readonly WayToDecide[] {
  const fixed = fixedFacts(bundle);
  const changeable = (fact: FactPath): boolean =>
    !fact.endsWith('.id') &&
    !occasion.has(fact.split('.', 1)[0] ?? '') &&
    !fixed.has(fact) &&
    fieldOf(bundle.facts, fact)?.secret !== true;
  const { ways } = whatWouldDecide(
    {
      decisions: Object.values(bundle.decisions),
      facts,
      changeable,
      valuesOf: (fact) => fewValues(bundle, fact),
      settle: (changed) => setFacts(bundle, changed).facts,
    },
    'ALLOWED',
  );
  const secrets = new Set(secretValues(bundle.facts, facts).map((value) => JSON.stringify(value)));
  return ways.filter(({ changes }) => changes.every((change) => !tells(change, secrets)));
}

/** Whether a change would print a secret: what it compares with may be one, where the other side is a fact. */
function tells({ value, must }: FactChange, secrets: ReadonlySet<string>): boolean {
  return [value, must.operand].some((each) => secrets.has(JSON.stringify(each)));
}

/** The values of a fact that has few. */
function fewValues({ facts }: Bundle, fact: FactPath): readonly Json[] | null {
  const field = fieldOf(facts, fact);
  if (field === undefined || field.list) return null;
  return field.oneOf ?? (field.type === 'yes_no' ? [true, false] : null);
}

/** Facts by whose value others are found or derived: those would have to be read anew. And what is derived. */
function fixedFacts({ facts: { roots, derived } }: Bundle): ReadonlySet<FactPath> {
  const found = Object.values(roots).flatMap(({ from }) => (from === undefined ? [] : [from]));
  return new Set([...found, ...Object.keys(derived), ...Object.values(derived).flatMap(readBy)]);
}

function readBy(derivation: Derivation): readonly FactPath[] {
  switch (derivation.kind) {
    case 'join':
    case 'sum':
      return derivation.of;
    case 'since':
      return [derivation.of];
    case 'lookup':
      return [derivation.by];
    case 'count':
      return [];
  }
}

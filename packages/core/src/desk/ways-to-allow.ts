import type { FactPath, Facts, Json } from '@deskbook/policies';
import { whatWouldDecide } from '@deskbook/policies/questions';
import type { WayToDecide } from '@deskbook/policies/questions';
import { derivedFrom } from '@deskbook/dsl/bundle';
import type { Bundle } from '@deskbook/dsl/bundle';
import { setFacts } from '../triggers/index.ts';
import { fieldOf, secretChanges } from './secret-facts.ts';

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
  const isSecret = secretChanges(bundle.facts, facts);
  return ways.filter(({ changes }) => !changes.some(isSecret));
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
  return new Set([...found, ...Object.keys(derived), ...Object.values(derived).flatMap(derivedFrom)]);
}

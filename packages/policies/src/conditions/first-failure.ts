import type { Json } from '../json.ts';
import type { Reference } from '../reference.ts';
import type { Operator } from './condition.ts';
import type { Explanation } from './explanation.ts';
import type { FactPath } from './facts.ts';
import type { Truth } from './truth.ts';

/**
 * The comparison that kept a condition from holding, and what it saw. Of `some` and `every` over a list without records (or no list)
 * it is the list that is named, and `operand` is `null`.
 */
export interface FirstFailure {
  readonly fact: FactPath;
  readonly operator: Operator | 'some' | 'every';
  readonly operand: Json;
  /** Where the operand was read from, where it is another fact. */
  readonly operandFact?: FactPath;
  /** `null`: no value. */
  readonly seen: Json;
  /** What the comparison itself came to: under `not` it is one that holds which makes the whole fail. */
  readonly truth: Truth;
  readonly missing: readonly FactPath[];
  readonly reference: Reference;
}

/**
 * The first comparison, in the order it is read, that made an explained condition fail, or left it undecided. Null where it holds,
 * and for an `any` of nothing.
 *
 * @example
 * firstFailure(explain(rule.when, facts)); // { fact: 'requester.employment', operator: 'equals', operand: 'contractor', seen: 'employee', … }
 */
export function firstFailure(explained: Explanation): FirstFailure | null {
  return explained.truth === 'holds' ? null : decisive(explained);
}

/** The leaf that gave a part its truth: of parts that must all agree the first, of others the first that says the same. */
function decisive(explained: Explanation): FirstFailure | null {
  if (explained.kind === 'compare') {
    const { kind: _, ...comparison } = explained;
    return comparison;
  }
  if (explained.kind === 'not') return explained.of[0] === undefined ? null : decisive(explained.of[0]);
  for (const part of explained.of) {
    const leaf = part.truth === explained.truth ? decisive(part) : null;
    if (leaf !== null) return leaf;
  }
  return explained.kind === 'some' || explained.kind === 'every' ? emptyList(explained) : null;
}

function emptyList(explained: Extract<Explanation, { readonly kind: 'some' | 'every' }>): FirstFailure {
  const { kind, truth, fact, missing, reference } = explained;
  return { fact, operator: kind, operand: null, seen: missing.length === 0 ? [] : null, truth, missing, reference };
}

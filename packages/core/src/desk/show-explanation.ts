import type { Explanation } from '@deskbook/policies';

/**
 * An explanation as it may be shown: decided over the real facts, printed with the values of the masked ones. Both are explanations
 * of one condition, so their trees have one shape, except below a list that was masked itself: there nothing is shown.
 */
export function showExplanation(real: Explanation, masked: Explanation): Explanation {
  if (real.kind === 'compare')
    return masked.kind === 'compare' ? { ...real, seen: masked.seen, operand: masked.operand } : real;
  const others = masked.kind !== 'compare' && masked.of.length === real.of.length ? masked.of : [];
  const of = real.of.flatMap((each, index) => {
    const other = others[index];
    return other === undefined ? [] : [showExplanation(each, other)];
  });
  return { ...real, of };
}

import { describeComparison } from './describe-comparison.ts';
import type { Explanation } from './explanation.ts';
import { plainText } from './text-style.ts';
import type { TextStyle } from './text-style.ts';
import type { Truth } from './truth.ts';

/**
 * An explained condition in words, with everything it saw: a line a part, indented as a tree.
 *
 * @example
 * describeExplanation(explain(rule.when, facts)).join('\n');
 * // ✗ all of
 * //   ✓ requester.employment is employee · it is employee
 * //   ✗ requester.mfa is true · it is false
 */
export function describeExplanation(explanation: Explanation, style: TextStyle = plainText): readonly string[] {
  return linesOf(explanation, style, 0);
}

function linesOf(explanation: Explanation, style: TextStyle, depth: number): readonly string[] {
  const line = `${'  '.repeat(depth)}${truthSign(explanation.truth, style)} ${sentence(explanation, style)}`;
  if (explanation.kind === 'compare') return [line];
  return [line, ...explanation.of.flatMap((each) => linesOf(each, style, depth + 1))];
}

/** One sign for each truth: it holds, it does not, it cannot be told. */
export function truthSign(truth: Truth, { good, bad, warn }: TextStyle = plainText): string {
  if (truth === 'holds') return good('✓');
  return truth === 'fails' ? bad('✗') : warn('?');
}

function sentence(explanation: Explanation, style: TextStyle): string {
  switch (explanation.kind) {
    case 'all':
      return explanation.of.length === 0 ? 'nothing is asked' : 'all of';
    case 'any':
      return 'any of';
    case 'not':
      return 'not';
    case 'some':
    case 'every':
      return `${explanation.kind} of ${explanation.fact} (${count(explanation)})`;
    case 'compare':
      return describeComparison(explanation, style);
  }
}

function count({ of, missing }: Extract<Explanation, { readonly kind: 'some' | 'every' }>): string {
  if (of.length === 0 && missing.length > 0) return 'has no value';
  return `${of.length} ${of.length === 1 ? 'entry' : 'entries'}`;
}

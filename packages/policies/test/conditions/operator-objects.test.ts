import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '@deskbook/policies';
import { operators } from '@deskbook/policies/conditions';
import type { Operator } from '@deskbook/policies/conditions';
import { compare, operatorPairs, prepareOperand } from '../../src/conditions/operator-objects.ts';

const value = fc.constantFrom<(Json | undefined)[]>(
  undefined, null, true, false, 0, -0, 1, 1.5, 3_600_000, '', '1', 'P1', 'P2', '(', 'vpn', '2026-01-01', '2026-01-01T00:00:00Z',
  '2026-01-01T01:00:00+01:00', [], ['P1'], [1], [null], ['2026-01-01T00:00:00Z'], {}, { a: 1 }, [1_767_225_600_000, 3_600_000],
); // prettier-ignore

describe.each(Object.keys(operators) as Operator[])('%s', (operator) => {
  const pair = operatorPairs().get(operator);
  if (pair === undefined) throw new Error('there is no such operator');

  test('fails, in the words of the library’s operator, exactly where it accepts both values and does not hold', () => {
    fc.assert(
      fc.property(value, value, (seen, other) => {
        const truth = compare(pair, seen, other);
        expect(pair.holds.evaluate(seen, other)).toBe(truth === 'holds');
        expect(pair.fails.evaluate(seen, other)).toBe(truth === 'fails');
      }),
      { numRuns: 700 },
    );
  });

  test('means the same with a prepared operand', () => {
    fc.assert(
      fc.property(value, value, (seen, other) => {
        expect(compare(pair, seen, prepareOperand(operator, other))).toBe(compare(pair, seen, other));
      }),
      { numRuns: 700 },
    );
  });
});

import { describe, expect, test } from 'vitest';
import type { Comparison } from '@deskbook/policies/conditions';
import { ComparisonTable } from '../../src/rules/indexing/comparison-table.ts';
import { truths } from '../../src/rules/indexing/truth-code.ts';

const comparison = (operator: Comparison['operator'], operand: Comparison['operand']): Comparison => ({
  kind: 'compare',
  fact: 'a.b',
  operator,
  operand,
  reference: 'test',
});

describe('the table of comparisons', () => {
  test.each<[string, Comparison['operand'], Comparison['operand'], boolean]>([
    ['the same text', { value: 'P1' }, { value: 'P1' }, true],
    ['a text and a number', { value: '1' }, { value: 1 }, false],
    ['a text and a yes', { value: 'true' }, { value: true }, false],
    ['nought and minus nought', { value: 0 }, { value: -0 }, true],
    ['the same list', { value: ['a', 1, true] }, { value: ['a', 1, true] }, true],
    ['lists that are written alike', { value: ['a', 1] }, { value: ['a', '1'] }, false],
    ['a list and the text of it', { value: ['a'] }, { value: '["a"]' }, false],
    ['a list with what JSON cannot write', { value: [Number.NaN] }, { value: [null] }, false],
    ['a fact and a text of its name', { fact: 'a.c' }, { value: 'a.c' }, false],
    ['the same fact', { fact: 'a.c' }, { fact: 'a.c' }, true],
  ])('%s: shared %4$j', (_, one, other, shared) => {
    const table = new ComparisonTable();
    const numberOf = (operand: Comparison['operand']): number => table.comparisonNumber(comparison('equals', operand));
    expect(numberOf(one) === numberOf(other)).toBe(shared);
  });

  test('another operator or another fact is another comparison', () => {
    const table = new ComparisonTable();
    const numbers = [
      comparison('gt', { value: 1 }),
      comparison('gte', { value: 1 }),
      { ...comparison('gt', { value: 1 }), fact: 'a.c' },
    ].map((each) => table.comparisonNumber(each));
    expect(new Set(numbers).size).toBe(3);
  });

  test('turns are counted anew before they overflow, and nothing old is taken for new', () => {
    const table = new ComparisonTable(4);
    const number = table.comparisonNumber(comparison('equals', { value: 1 }));
    const seen: (1 | 2 | undefined)[] = [1, 2, undefined, 1, undefined, 2, 1, 1, 2, undefined, 1, 2];
    const decided = seen.map((value) => {
      table.turnTo({ a: value === undefined ? {} : { b: value } });
      return truths[table.truth(number)];
    });
    expect(decided).toEqual(
      seen.map((value) => (value === undefined ? 'undecided' : { 1: 'holds', 2: 'fails' }[value])),
    );
  });
});

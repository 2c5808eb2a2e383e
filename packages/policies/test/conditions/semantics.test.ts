import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { evaluate, operators } from '@deskbook/policies/conditions';
import type { Condition, Facts, Operator, Truth } from '@deskbook/policies/conditions';
import type { Json } from '@deskbook/policies';
import { evaluate as referenceTruth } from '../reference/evaluate.ts';

const page = readFileSync(new URL('../../../../docs/semantics-of-conditions.md', import.meta.url), 'utf8');
const now = '2026-01-01T00:00:00Z';

/** The cells of every table row whose first cell passes. */
function rows(first: RegExp): readonly (readonly string[])[] {
  return page
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    )
    .filter(([cell]) => first.test(cell ?? ''));
}

const edges = rows(/^`[a-z_]+`$/);
const combinations = rows(/^(holds|fails|undecided)$/);

function value(cell: string | undefined): Json {
  return cell === undefined || cell === '—' ? null : (JSON.parse(cell.replace(/^`|`$/g, '')) as Json);
}

function edge(operator?: string, fact?: string, operand?: string): { condition: Condition; facts: Facts } {
  const condition: Condition = {
    kind: 'compare',
    fact: 'fact.value',
    operator: operator?.slice(1, -1) as Operator,
    operand: operand === '—' ? { fact: 'fact.absent' } : { value: value(operand) },
    reference: 'test',
  };
  return { condition, facts: { now, fact: fact === '—' ? {} : { value: value(fact) } } };
}

const known = (truth: string | undefined): Condition => ({
  kind: 'compare',
  fact: 'fact.yes',
  operator: truth === 'undecided' ? 'equals' : 'known',
  operand: truth === 'undecided' ? { fact: 'nowhere' } : { value: truth === 'holds' },
  reference: 'test',
});

describe('docs/semantics-of-conditions.md', () => {
  test.each(edges)('%s of %s and %s is %s', (operator, fact, operand, truth) => {
    const { condition, facts } = edge(operator, fact, operand);
    expect(evaluate(condition, facts).truth).toBe(truth);
  });

  test('the reference says the same, but for patterns, which it takes from the platform', () => {
    for (const [operator, fact, operand, truth] of edges.filter(([name]) => name !== '`matches`')) {
      const { condition, facts } = edge(operator, fact, operand);
      expect(referenceTruth(condition, facts)).toBe(truth);
    }
  });

  test('has an edge for every operator, in all three values where it can have them', () => {
    const named = new Set(edges.map(([operator]) => operator?.replaceAll('`', '')));
    expect([...named].sort()).toEqual(Object.keys(operators).sort());
  });

  test.each(combinations)('%s and %s: all %s, any %s', (left, right, all, any) => {
    for (const of of [
      [known(left), known(right)],
      [known(right), known(left)],
    ]) {
      expect(evaluate({ kind: 'all', of, reference: 'test' }, { fact: { yes: 1 } }).truth).toBe(all as Truth);
      expect(evaluate({ kind: 'any', of, reference: 'test' }, { fact: { yes: 1 } }).truth).toBe(any as Truth);
    }
  });
});

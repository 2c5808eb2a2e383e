import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { evaluate, operators } from '@deskbook/policies/conditions';
import type { Condition, Facts, Operator, Truth } from '@deskbook/policies/conditions';
import { indexRules, toEngineConditions } from '@deskbook/policies/rules';
import { engineTruth } from '../../src/rules/engine.ts';
import { evaluate as referenceTruth } from '../reference/evaluate.ts';
import { valueOf } from './edge-values.ts';

const page = readFileSync(new URL('../../../../docs/semantics-of-conditions.md', import.meta.url), 'utf8');
const now = '2026-01-01T00:00:00Z';

/** The cells of every line of a table. */
const lines = page
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );

interface Edge {
  readonly operator: Operator;
  readonly fact: string;
  readonly operand: string;
  readonly truth: Truth;
}

/** Every row of the tables of edge values, once for each operator of its table. */
function readEdges(): readonly Edge[] {
  const found: Edge[] = [];
  let operatorsOfTable: readonly Operator[] = [];
  for (const [fact = '', operand = '', ...truths] of lines) {
    if (fact === 'fact') operatorsOfTable = truths.map((name) => name.replaceAll('`', '') as Operator);
    else if (/^[`—tl\d]/.test(fact) && operand !== '' && truths.length === operatorsOfTable.length) {
      for (const [column, truth] of truths.entries()) {
        const operator = operatorsOfTable[column];
        if (operator !== undefined) found.push({ operator, fact, operand, truth: truth as Truth });
      }
    }
  }
  return found;
}

const edges = readEdges();
const combinations = lines.filter(([first]) => /^(holds|fails|undecided)$/.test(first ?? ''));

function build({ operator, fact, operand }: Edge): { condition: Condition; facts: Facts } {
  const right = valueOf(operand);
  const left = valueOf(fact);
  const condition: Condition = {
    kind: 'compare',
    fact: 'fact.value',
    operator,
    operand: right === undefined ? { fact: 'fact.absent' } : { value: right },
    reference: 'test',
  };
  return { condition, facts: { now, fact: left === undefined ? {} : { value: left } } };
}

const known = (truth: string | undefined): Condition => ({
  kind: 'compare',
  fact: 'fact.yes',
  operator: truth === 'undecided' ? 'equals' : 'known',
  operand: truth === 'undecided' ? { fact: 'nowhere' } : { value: truth === 'holds' },
  reference: 'test',
});

describe('docs/semantics-of-conditions.md', () => {
  test.each(edges)('$operator of $fact and $operand: $truth', async (edge) => {
    const { condition, facts } = build(edge);
    expect(evaluate(condition, facts).truth).toBe(edge.truth);
    const { matched, undecided } = indexRules([{ when: condition }]).hits(facts);
    expect([matched.length, undecided.length]).toEqual([
      edge.truth === 'holds' ? 1 : 0,
      edge.truth === 'undecided' ? 1 : 0,
    ]);
    expect(await engineTruth(toEngineConditions(condition), facts, facts)).toBe(edge.truth);
    const byReference = edge.operator === 'matches' ? edge.truth : referenceTruth(condition, facts);
    expect(byReference).toBe(edge.truth);
  });

  test('a comparison with another fact is the same as with its value', () => {
    for (const edge of edges) {
      const { condition, facts } = build(edge);
      const right = valueOf(edge.operand);
      const other = { ...condition, operand: { fact: 'other.value' } } as Condition;
      const { truth } = evaluate(other, { ...facts, other: right === undefined ? {} : { value: right } });
      expect([edge, truth]).toEqual([edge, edge.truth]);
    }
  });

  /** What each operator is to be tried on. Texts stand for Unicode where they are not taken as well: other digits, for one. */
  const kinds: readonly [string, RegExp][] = [
    ['nothing', /^—$/],
    ['null', /^`null`$/],
    ['a text', /^`"/],
    ['an empty text', /^`""`$/],
    ['a number', /^`-?\d/],
    ['yes or no', /^`(true|false)`$/],
    ['a list', /^`\[/],
    ['a record', /^`\{/],
    ['something huge', /^(text|list|\d+ lists)|1e308|1e999/],
    ['text that is not ASCII', /[^\p{ASCII}—×]|\\ud83d/u],
  ];
  const names = Object.keys(operators) as Operator[];
  test.each(names)('%s has been tried on every kind of value, on either side on none', (name) => {
    const own = edges.filter(({ operator }) => operator === name);
    const missed = kinds.filter(([, kind]) => !own.some(({ fact, operand }) => kind.test(fact) || kind.test(operand)));
    expect(missed.map(([kind]) => kind)).toEqual([]);
    expect(own.some(({ operand }) => operand === '—')).toBe(true);
    expect(new Set(own.map(({ truth }) => truth)).size).toBe(3);
  });

  test('nobody reads the tables wrongly: there are as many edges as lines say', () => {
    expect(edges.length).toBeGreaterThan(400);
    expect(edges.every(({ truth }) => ['holds', 'fails', 'undecided'].includes(truth))).toBe(true);
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

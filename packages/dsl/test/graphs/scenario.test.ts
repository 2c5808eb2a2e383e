import { describe, expect, it } from 'vitest';
import type { Condition, Decision, Json, Operator } from '@deskbook/policies';
import { factVariables } from '../../src/check/graphs/flow/fact-variables.ts';
import { openScenario, scenariosOf, type Scenario } from '../../src/check/graphs/flow/scenario.ts';
import { comparisonKey, truthIn } from '../../src/check/graphs/flow/truth-in.ts';
import { canBeUndecided, decisionOutcomes } from '../../src/check/graphs/steps/decision-outcomes.ts';
import { decisionResults } from '../../src/check/graphs/steps/decision-results.ts';
import { lintDesk, workflowOf } from './lint-desk.ts';

const compare = (fact: string, operator: Operator, value: Json) =>
  ({ kind: 'compare', fact, operator, operand: { value }, reference: '' }) as const;
const all = (...of: readonly Condition[]): Condition => ({ kind: 'all', of, reference: '' });
const any = (...of: readonly Condition[]): Condition => ({ kind: 'any', of, reference: '' });
const not = (of: Condition): Condition => ({ kind: 'not', of, reference: '' });

describe('a condition in a scenario', () => {
  const scenario: Scenario = { ...openScenario, facts: new Map<string, Json>([['a', 'x'], ['none', null]]) }; // prettier-ignore
  const yes = compare('a', 'equals', 'x');
  const no = compare('a', 'equals', 'y');
  const openOne = compare('b', 'equals', 1);

  it.each<readonly [string, Condition, string]>([
    ['equals', yes, 'holds'],
    ['equals another', no, 'fails'],
    ['is not', compare('a', 'is_not', 'y'), 'holds'],
    ['in', compare('a', 'in', ['w', 'x']), 'holds'],
    ['in none', compare('a', 'in', []), 'fails'],
    ['not in', compare('a', 'not_in', ['x']), 'fails'],
    ['known', compare('a', 'known', true), 'holds'],
    ['known though it has no value', compare('none', 'known', true), 'fails'],
    ['not known', compare('none', 'known', false), 'holds'],
    ['compared without a value', compare('none', 'equals', 'x'), 'undecided'],
    ['compared otherwise', compare('a', 'matches', 'x'), 'undecided'],
    ['open', openOne, 'undecided'],
    ['compared with a fact', { ...yes, operand: { fact: 'b' } }, 'undecided'],
    ['not', not(yes), 'fails'],
    ['not open', not(openOne), 'undecided'],
    ['all, one open', all(yes, openOne), 'undecided'],
    ['all, one fails', all(openOne, no), 'fails'],
    ['all', all(yes, yes), 'holds'],
    ['any, one open', any(no, openOne), 'undecided'],
    ['any, one holds', any(openOne, yes), 'holds'],
    ['any, none', any(no), 'fails'],
    ['some of a list', { kind: 'some', fact: 'a', of: yes, reference: '' }, 'undecided'],
  ])('%s', (_, condition, truth) => {
    expect(truthIn(scenario, condition)).toBe(truth);
  });

  it('is assumed by its words where a scenario says so', () => {
    const later = compare('t', 'gt', 5);
    const told = (holds: boolean): Scenario => ({
      ...openScenario,
      comparisons: new Map([[comparisonKey(later), holds]]),
    });
    expect([truthIn(told(true), later), truthIn(told(false), not(later))]).toEqual(['holds', 'holds']);
  });
});

describe('facts that tell ways apart', () => {
  const words = (...conditions: readonly Condition[]) =>
    factVariables(conditions, new Set(['covered'])).map(({ ways }) => ways.map((way) => way.words));

  it('are those asked about more than once, by the values named', () => {
    expect(words(compare('a', 'equals', 1), compare('b', 'equals', 1), compare('a', 'in', [1, 2]))).toEqual([
      ['`a` is `1`', '`a` is `2`', '`a` is something else'],
    ]);
    expect(words(compare('a', 'equals', 'x'), compare('a', 'known', true))).toEqual([
      ['`a` is `x`', '`a` is something else', '`a` is not known'],
    ]);
  });

  it('or by comparisons made twice', () => {
    expect(words(compare('a', 'gt', 1), compare('a', 'gt', 1), compare('a', 'lt', 9))).toEqual([
      ['`a` gt `1`', 'not `a` gt `1`'],
    ]);
    const other = { ...compare('a', 'equals', 1), operand: { fact: 'b' } } as const;
    expect(words(other, not(other))).toEqual([['`a` equals `b`', 'not `a` equals `b`']]);
  });

  it('not those another variable covers', () => {
    expect(words(compare('covered', 'equals', 1), compare('covered', 'equals', 2))).toEqual([]);
  });

  it('are tried in every combination, up to a limit', () => {
    const variable = (name: string) => ({ name, ways: [{ words: `${name} yes` }, { words: `${name} no` }] });
    const names = Array.from({ length: 4 }, (_, index) => `v${index}`);
    expect(scenariosOf(names.map(variable))).toHaveLength(16);
    expect(scenariosOf(names.map(variable), 8)).toHaveLength(8);
    expect(scenariosOf([])).toEqual([openScenario]);
  });
});

describe('how a decision can turn out', () => {
  const rule = (id: string, when: Condition | null, then: { readonly [name: string]: Json }) => ({
    id,
    when,
    // oxlint-disable-next-line unicorn/no-thenable -- the word of the language; rules are never awaited
    then,
    reference: '',
    cites: [],
  });
  const decision = (sets: readonly string[], ...rules: Decision['rules']): Decision => ({
    id: 'd',
    hit: 'first',
    sets,
    rules,
    reference: '',
  });
  const outcomes = (one: Decision): readonly string[] => decisionOutcomes(one).map(({ outcome }) => outcome);

  it('follows from its rules', () => {
    const asked = compare('a', 'equals', 1);
    expect(outcomes(decision(['decision'], rule('r', asked, { decision: 'ALLOWED' })))).toEqual([
      'ALLOWED',
      'DENIED',
      'MISSING',
    ]);
    expect(outcomes(decision(['decision'], rule('r', null, { decision: 'ALLOWED' })))).toEqual(['ALLOWED']);
    expect(outcomes(decision(['risk'], rule('r', asked, { risk: 'LOW' })))).toEqual(['decided', 'no_rule', 'MISSING']);
  });

  it('can lack a fact unless it only asks what is known', () => {
    const known = compare('a', 'known', true);
    const undecided = (when: Condition): boolean => canBeUndecided(decision(['x'], rule('r', when, { x: 1 })));
    expect([known, not(known), all(known, any(known))].map(undecided)).toEqual([false, false, false]);
    expect(
      [any(known, compare('a', 'lt', 1)), { kind: 'every', fact: 'a', of: known, reference: '' } as const].map(
        undecided,
      ),
    ).toEqual([true, true]);
  });

  const written = (data: { readonly [key: string]: Json }) =>
    decisionResults({ kind: 'decision', id: 'd', file: 'd.yaml', data, spans: {} });

  it('is read off a table as well', () => {
    const table = {
      columns: ['a', 'decision'],
      rows: [{ one: [1, 'ALLOWED'] }, { two: ['any', 'REQUIRES_APPROVAL'] }],
    };
    expect(written({ sets: { decision: 'decision' }, table })).toEqual([
      'ALLOWED',
      'REQUIRES_APPROVAL',
      'DENIED',
      'MISSING',
    ]);
    expect(written({ sets: ['ticket.priority'], table: { columns: ['a', 'ticket.priority'], rows: [] } })).toEqual([
      'decided',
      'no_rule',
      'MISSING',
    ]);
  });

  // oxlint-disable-next-line unicorn/no-thenable -- the word of the language; rules are never awaited
  const results = (decision: string) => ({ then: { decision } });

  it('and off rules', () => {
    const rules = (when: Json) =>
      written({
        sets: { decision: 'decision' },
        rules: [
          { id: 'a', when, ...results('DENIED') },
          { id: 'b', otherwise: true, ...results('ALLOWED') },
        ],
      });
    expect(rules({ a: { known: true }, any: [{ b: { known: false } }] })).toEqual(['DENIED', 'ALLOWED']);
    expect(rules({ a: 1 })).toEqual(['DENIED', 'ALLOWED', 'MISSING']);
    expect(rules({ not: { a: { known: true, is_not: 1 } } })).toEqual(['DENIED', 'ALLOWED', 'MISSING']);
  });
});

describe('outcomes of an approval tell ways apart too', () => {
  const task = (id: string, more: string): string =>
    `  - { id: ${id}, task: Do it, by: { role: owner }, outcomes: { declined: hold }${more} }\n`;
  const approve =
    '  - { id: ask, approve: data-access, outcomes: { rejected: continue, expired: { end: expired } } }\n';

  it('where a condition asks for them', () => {
    const steps = (outcome: string): string =>
      approve +
      task('tell', `, when: { steps.ask.outcome: ${outcome} }, establishes: [told]`) +
      task('mend', ', when: { steps.ask.outcome: approved }, requires: [told]');
    expect(lintDesk(workflowOf(steps('approved')))).toEqual([]);
    expect(lintDesk(workflowOf(steps('rejected')))).toEqual([
      'unestablished: `mend` requires `told`, which nothing establishes when `tell` is skipped',
    ]);
    expect(
      lintDesk(workflowOf(approve + task('mend', ', requires: [told]') + task('never', ', establishes: [told]'))),
    ).toEqual(['unestablished: `mend` requires `told`, which nothing establishes when `never` has not finished']);
  });
});

import { evaluate } from '@deskbook/policies/conditions';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { check } from '../../src/check/check.ts';
import { tableCases } from '../../src/check/rules/table-cases.ts';
import { takesCase } from '../../src/check/rules/takes-case.ts';
import { exampleFiles } from '../../src/diagnostics/index.ts';
import { parse } from '../../src/syntax/index.ts';
import { checkCells, words } from './s-feel-table.ts';

/** What is wrong with a table over one fact, but that nothing uses it. */
function wrongWith(fact: string, cells: readonly string[], hit: string): readonly string[] {
  return checkCells(`ticket.${fact}`, cells, hit)
    .diagnostics.filter(({ name }) => name !== 'unused-definition')
    .map(({ name, message, help }) => `${name}: ${message}${help === undefined ? '' : ` (${help})`}`);
}

const hole = (witness: string): string =>
  `table-hole: no row for \`${witness}\` (add a row, or one of \`-\` at the end)`;

describe('holes and overlaps between ranges', () => {
  it.each<[fact: string, hit: string, cells: readonly string[], wrong: readonly string[]]>([
    ['amount', 'unique', ['< 18', '[18..60)', '>= 60'], []],
    ['amount', 'unique', ['< 18', '[18..60)', '> 60'], [hole('amount: 60')]],
    [
      'amount',
      'unique',
      ['< 18', '[18..60]', '>= 60'],
      ['overlapping-rows: rows `row-1` and `row-2` both take `amount: 60`'],
    ],
    ['amount', 'unique', ['< 1, > 2'], [hole('amount: 1')]],
    ['amount', 'unique', ['not([1..2])', '1', '2'], [hole('amount: 1.5')]],
    ['count', 'unique', ['[0..9]', '[10..100]'], []],
    ['count', 'unique', ['[0..9]', '[10..99]'], [hole('count: 100')]],
    ['count', 'unique', ['not([1..2])', '1', '2'], []],
    ['count', 'first', ['< 10', '[50..60]'], [hole('count: 10')]],
    ['open_for', 'unique', ['< duration("PT4H")', '> duration("PT4H")'], [hole('open_for: 4h')]],
    [
      'open_for',
      'unique',
      ['< duration("PT90M")', '[duration("PT2H")..duration("P1D")]', '> @"P1D"'],
      [hole('open_for: 1h30m')],
    ],
    [
      'day',
      'unique',
      ['< date("2026-01-01")', '> date("2026-01-02")', 'date("2026-01-01")'],
      [hole('day: 2026-01-02')],
    ],
    ['day', 'unique', ['<= date("2026-01-01")', '>= date("2026-01-02")'], []],
    [
      'due',
      'unique',
      ['< @"2026-01-01T00:00:00Z"', '> @"2026-01-01T00:00:00Z"'],
      [hole('due: 2026-01-01T00:00:00.000Z')],
    ],
    ['size', 'unique', ['"small"', 'not("small", "large")'], [hole('size: large')]],
    [
      'size',
      'unique',
      ['"small"', 'not("large")', '"large"'],
      ['overlapping-rows: rows `row-0` and `row-1` both take `size: small`'],
    ],
    ['approved', 'unique', ['true', 'not(true)'], []],
    ['amount', 'first', ['-'], []],
    [
      'amount',
      'any',
      ['< 5', '> 3', '[3..5]'],
      ['overlapping-rows: rows `row-0` and `row-2` both take `amount: 3` and say different things'],
    ],
    [
      'amount',
      'first',
      ['[0..100]', '[20..30]', '-'],
      [
        'shadowed-rule: rule `row-1` can never decide; `row-0` takes every case before it (put it before `row-0`, or take it out)',
      ],
    ],
    [
      'day',
      'first',
      ['>= @"2026-01-01"', '@"2026-02-01", > @"2026-03-01"', '-'],
      [
        'shadowed-rule: rule `row-1` can never decide; `row-0` takes every case before it (put it before `row-0`, or take it out)',
      ],
    ],
    [
      'amount',
      'first',
      ['-', '5'],
      [
        'shadowed-rule: rule `row-1` can never decide; `row-0` takes every case before it (put it before `row-0`, or take it out)',
      ],
    ],
    // What is compared with another fact is not looked through.
    ['amount', 'unique', ['< ticket.limit'], []],
  ])('%s, %s: %j', (fact, hit, cells, wrong) => {
    expect(wrongWith(fact, cells, hit)).toEqual(wrong);
  });

  it('looks at two columns together', () => {
    const table = `kind: decision
id: table
hit: unique
sets: { row: integer }
table:
  expression_language: s-feel
  columns: [ticket.size, ticket.count, row]
  rows:
    - a: ['"small"', '-', 1]
    - b: ['not("small")', '[0..5)', 2]
    - c: ['"medium","large"', '> 5', 3]
`;
    const { diagnostics } = check(parse(exampleFiles({ 'facts.yaml': words, 'table.yaml': table })));
    expect(diagnostics.map(({ message }) => message)).toContain('no row for `size: medium, count: 5`');
  });
});

describe('a case of a table', () => {
  const literal = fc.integer({ min: -2, max: 4 }).map((half) => String(half / 2));
  const bound = fc.tuple(fc.constantFrom('<', '<=', '>', '>=', ''), literal).map((parts) => parts.join(''));
  const interval = fc
    .tuple(fc.constantFrom('[', '('), literal, literal, fc.constantFrom(']', ')'))
    .filter(([, from, to]) => Number(from) < Number(to))
    .map(([open, from, to, close]) => `${open}${from}..${to}${close}`);
  const tests = fc.array(fc.oneof(bound, interval), { minLength: 1, maxLength: 3 }).map((all) => all.join(', '));
  const cell = fc.oneof(
    fc.constant('-'),
    tests,
    tests.map((all) => `not(${all})`),
  );

  it('is taken by exactly the rows that hold, and no other number is decided otherwise than some case', () => {
    fc.assert(
      fc.property(
        fc.array(cell, { minLength: 1, maxLength: 6 }),
        fc.double({ min: -4, max: 5, noNaN: true }),
        (cells, number) => {
          const { decision } = checkCells('ticket.amount', cells);
          expect(decision).toBeDefined();
          if (decision === undefined) return;
          const { bundle } = check(parse(exampleFiles({ 'facts.yaml': words })));
          const cases = bundle === null ? null : tableCases(decision, bundle.facts);
          const takenAt = (amount: unknown): string =>
            decision.rules
              .filter(
                ({ when }) =>
                  when !== null && evaluate(when, { ticket: { amount: amount as number } }).truth === 'holds',
              )
              .map(({ id }) => id)
              .join(' ');
          const taken = (cases ?? []).map((one) => ({
            here: decision.rules
              .filter(({ when }) => takesCase(when, one))
              .map(({ id }) => id)
              .join(' '),
            there: takenAt(one.get('ticket.amount')),
          }));
          expect(taken.map(({ here }) => here)).toEqual(taken.map(({ there }) => there));
          // Where no cell asks anything there is one case, and the rows take it whatever the number is.
          expect(taken.map(({ here }) => here)).toContain(takenAt(number));
        },
      ),
      { numRuns: 100 },
    );
  });
});

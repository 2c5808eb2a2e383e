import { evaluate } from '@deskbook/policies/conditions';
import type { Json } from '@deskbook/policies';
import fc from 'fast-check';
import { date, dateAndTime, duration, unaryTest } from 'feelin';
import { describe, expect, it } from 'vitest';
import { checkCells } from './s-feel-table.ts';

/** A value: as our facts hold it, as `feelin` takes it, and as S-FEEL writes it. */
interface Value {
  readonly ours: Json;
  readonly theirs: unknown;
  readonly written: string;
}

const kinds: { readonly [fact: string]: readonly Value[] } = {
  amount: [-2, -1, -0.5, 0, 1, 2, 2.5, 3].map((each) => ({ ours: each, theirs: each, written: String(each) })),
  word: ['', 'a', 'b', 'B', 'a, b', 'say "hi"', '-', 'null', 'true', 'ä\n'].map((each) => ({
    ours: each,
    theirs: each,
    written: JSON.stringify(each),
  })),
  approved: [true, false].map((each) => ({ ours: each, theirs: each, written: String(each) })),
  day: ['2025-12-31', '2026-01-01', '2026-01-02', '2026-02-28'].map((each) => ({
    ours: each,
    theirs: date(each),
    written: `date("${each}")`,
  })),
  due: ['2026-01-01T00:00:00Z', '2026-01-01T12:00:00Z', '2026-01-01T12:00:01Z', '2026-01-02T00:00:00Z'].map((each) => ({
    ours: each,
    theirs: dateAndTime(each),
    written: `date and time("${each}")`,
  })),
  open_for: [
    [0, 'PT0S'],
    [3_600_000, 'PT1H'],
    [7_200_000, 'PT2H'],
    [86_400_000, 'P1D'],
  ].map(([ours, each]) => ({ ours: ours as number, theirs: duration(String(each)), written: `duration("${each}")` })),
};

const ordered = new Set(['amount', 'day', 'due', 'open_for']);

/** One test, of literals of a kind. */
function testOf(fact: string): fc.Arbitrary<string> {
  const values = kinds[fact] ?? [];
  const value = fc.nat(values.length - 1);
  const written = (index: number): string => values[index]?.written ?? '';
  const equal = value.map(written);
  if (!ordered.has(fact)) return equal;
  const bound = fc.tuple(fc.constantFrom('<', '<=', '>', '>=', '< ', '>= '), value).map(([is, at]) => is + written(at));
  const interval = fc
    .tuple(fc.constantFrom('[', '(', ']'), value, value, fc.constantFrom(']', ')', '['))
    .filter(([, from, to]) => from < to)
    .map(([open, from, to, close]) => `${open}${written(from)}..${written(to)}${close}`);
  return fc.oneof(equal, bound, interval);
}

function cellOf(fact: string): fc.Arbitrary<string> {
  const tests = fc.array(testOf(fact), { minLength: 1, maxLength: 4 }).map((all) => all.join(', '));
  return fc.oneof(
    fc.constant('-'),
    tests,
    tests.map((all) => `not(${all})`),
    fc.constantFrom('null', 'not(null)'),
  );
}

/** What our cells, compiled, say of a fact that holds a value, or none. */
function compiled(fact: string, cells: readonly string[]): (value: Json | undefined) => readonly string[] {
  const { decision, diagnostics } = checkCells(`ticket.${fact}`, cells);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return (value) => {
    const facts = { ticket: value === undefined ? {} : { [fact]: value } };
    return (decision?.rules ?? []).map(({ when }) => (when === null ? 'holds' : evaluate(when, facts).truth));
  };
}

describe.each(Object.keys(kinds))('%s', (fact) => {
  const cells = fc.array(cellOf(fact), { minLength: 20, maxLength: 20 });

  it('means what feelin says, for every value', () => {
    fc.assert(
      fc.property(cells, (some) => {
        const decide = compiled(fact, some);
        for (const { ours, theirs } of kinds[fact] ?? []) {
          expect(decide(ours)).toEqual(
            some.map((cell) => (unaryTest(cell, { '?': theirs }).value === true ? 'holds' : 'fails')),
          );
        }
      }),
      { numRuns: 12 },
    );
  });

  // The known difference: with no value DMN has `false`, and `true` under `not`. We say that it cannot be told, and ask for it.
  it('where there is no value, agrees on `-` and `null`, and is undecided of what asks for one', () => {
    fc.assert(
      fc.property(cells, (some) => {
        const decided = compiled(fact, some)(undefined);
        const asksForNone = new Set(['-', 'null', 'not(null)']);
        const theirs = (cell: string): string => (unaryTest(cell, { '?': null }).value === true ? 'holds' : 'fails');
        expect(decided).toEqual(some.map((cell) => (asksForNone.has(cell) ? theirs(cell) : 'undecided')));
      }),
      { numRuns: 12 },
    );
  });
});

describe('other facts as ends', () => {
  const values = kinds['amount'] ?? [];
  const pick = fc.nat(values.length - 1);
  const cell = fc.constantFrom(
    'ticket.limit',
    'not(ticket.limit)',
    '< ticket.limit',
    '>= ticket.limit, 1',
    '[0..ticket.limit)',
    'not((ticket.limit..2])',
  );

  it('means what feelin says', () => {
    fc.assert(
      fc.property(fc.array(cell, { minLength: 6, maxLength: 6 }), pick, pick, (cells, one, other) => {
        const ticket = { amount: values[one]?.ours ?? 0, limit: values[other]?.ours ?? 0 };
        // Between 0 and 2, where both intervals are the right way round: see below.
        fc.pre(typeof ticket.limit === 'number' && ticket.limit >= 0 && ticket.limit <= 2);
        const { decision } = checkCells('ticket.amount', cells);
        for (const [index, { when }] of (decision?.rules ?? []).entries()) {
          const theirs = unaryTest(cells[index] ?? '', { '?': ticket.amount, ticket }).value === true;
          expect(when === null || evaluate(when, { ticket }).truth === 'holds').toBe(theirs);
        }
        expect(decision?.rules).toHaveLength(6);
      }),
      { numRuns: 60 },
    );
  });
});

/** What `feelin` does, and we do otherwise, on purpose. */
it.each<[fact: string, cell: string, facts: { readonly [name: string]: Json }, theirs: boolean, ours: string]>([
  // A value of another type than the fact's: DMN takes it for different, we for absent where there is an order.
  ['amount', '< 5', { amount: 'a' }, false, 'undecided'],
  ['amount', 'not(< 5)', { amount: 'a' }, true, 'undecided'],
  // The name of a fact is what is compared with, also where it holds true or false.
  ['approved', 'ticket.flag', { approved: false, flag: false }, false, 'holds'],
  ['approved', 'ticket.flag', { approved: false, flag: true }, true, 'fails'],
  // Nothing lies in an interval whose lower end is above its upper one.
  ['amount', '[0..ticket.limit]', { amount: -1, limit: -2 }, true, 'fails'],
])('%s: %s with %j is %j there and %s here', (fact, cell, ticket, theirs, ours) => {
  expect(unaryTest(cell, { '?': ticket[fact], ticket }).value).toBe(theirs);
  const { decision } = checkCells(`ticket.${fact}`, [cell]);
  const when = decision?.rules[0]?.when;
  expect(when === null || when === undefined ? null : evaluate(when, { ticket }).truth).toBe(ours);
});

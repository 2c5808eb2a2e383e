import fc from 'fast-check';
import type { Json } from '@deskbook/policies';
import type { Condition, Facts, Operator } from '@deskbook/policies/conditions';

/**
 * Rules as an index likes and fears them: few facts, few values, most of them demanded by `equals` and `in`, times in several offsets, lists where a
 * value is meant, and facts that are not there.
 */
const values = fc.constantFrom<Json[]>(
  'P1', 'P2', 'P3', '1', 1, 0, true, false, '2026-01-01T00:00:00Z', '2026-01-01T01:00:00+01:00', '2026-01-01T00:00:00', '2026-01-01',
); // prettier-ignore
const odd = fc.constantFrom<Json[]>(null, [], ['P1'], {}, { a: 1 }, [null]);
const value: fc.Arbitrary<Json> = fc.oneof({ weight: 12, arbitrary: values }, { weight: 1, arbitrary: odd });
const path = fc.constantFrom('t.a', 't.b', 't.c', 't.d', 'p.a', 'p');

const compare = (fact: string, operator: Operator, operand: Json): Condition => ({
  kind: 'compare',
  fact,
  operator,
  operand: { value: operand },
  reference: 'test',
});

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(path, value).map(([fact, one]) => compare(fact, 'equals', one)) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(path, fc.array(value, { maxLength: 4 }))
      .map(([fact, several]): Condition => compare(fact, 'in', several)),
  },
  { weight: 1, arbitrary: fc.tuple(path, value).map(([fact, one]) => compare(fact, 'is_not', one)) },
  {
    weight: 1,
    arbitrary: fc.tuple(path, fc.array(value, { maxLength: 2 })).map(([fact, few]) => compare(fact, 'not_in', few)),
  },
  { weight: 1, arbitrary: fc.tuple(path, fc.boolean()).map(([fact, known]) => compare(fact, 'known', known)) },
  { weight: 2, arbitrary: fc.tuple(path, fc.nat(1)).map(([fact, least]) => compare(fact, 'gte', least)) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(path, path)
      .map(
        ([fact, other]): Condition =>
          ({ ...(compare(fact, 'equals', 0) as object), operand: { fact: other } }) as Condition,
      ),
  },
);

const list = (of: fc.Arbitrary<Condition>, max: number): fc.Arbitrary<readonly Condition[]> =>
  fc.array(of, { maxLength: max });
const any = (of: fc.Arbitrary<Condition>): fc.Arbitrary<Condition> =>
  list(of, 3).map((parts) => ({ kind: 'any', of: parts, reference: 'test' }));
const all = (of: fc.Arbitrary<Condition>, max: number): fc.Arbitrary<Condition> =>
  list(of, max).map((parts) => ({ kind: 'all', of: parts, reference: 'test' }));
const not = (of: fc.Arbitrary<Condition>): fc.Arbitrary<Condition> =>
  of.map((part) => ({ kind: 'not', of: part, reference: 'test' }));

const part = fc.oneof(
  { weight: 6, arbitrary: leaf },
  { weight: 2, arbitrary: any(fc.oneof(leaf, all(leaf, 2))) },
  { weight: 1, arbitrary: not(fc.oneof(leaf, any(leaf))) },
);

const condition: fc.Arbitrary<Condition | null> = fc.oneof(
  { weight: 12, arbitrary: all(part, 5) },
  { weight: 4, arbitrary: any(fc.oneof(leaf, all(leaf, 3))) },
  { weight: 1, arbitrary: leaf },
  { weight: 1, arbitrary: fc.constant(null) },
);

/** Rules, enough of them to fill drawers within drawers. */
export const keyedConditions: fc.Arbitrary<readonly (Condition | null)[]> = fc.array(condition, { maxLength: 80 });

export const keyedFacts: fc.Arbitrary<Facts> = fc.record(
  {
    t: fc.record({ a: value, b: value, c: value, d: value }, { requiredKeys: [] }),
    p: fc.oneof({ weight: 3, arbitrary: fc.record({ a: value }, { requiredKeys: [] }) }, values),
  },
  { requiredKeys: ['t'] },
);

import fc from 'fast-check';
import type { Json } from '@deskbook/policies';
import type { Comparison, Condition, Facts, Operator } from '@deskbook/policies/conditions';
import { operators } from '@deskbook/policies/conditions';

/** Values that trip comparisons up: mixed types, times in several offsets, what looks like a reference, a prototype's names. */
const scalar: fc.Arbitrary<Json> = fc.constantFrom<Json[]>(
  null, true, false, 0, 1, 2, 10, -1, '', '1', '10', 'P1', 'P2', 'vpn', 'the vpn is down', 'toString',
  '5 apples', '2026-01-01', '2026-01-01T00:00:00Z', '2026-01-01T01:00:00+01:00', '2026-01-01T00:30:00Z', '2026-02-30T00:00:00Z',
); // prettier-ignore

const record = fc.constantFrom<Json[]>(
  { fact: 'facts' },
  { fact: 'record', path: 'ticket.a' },
  { a: 1 },
  { value: 1 },
  {},
);
const items = fc.array(fc.oneof(scalar, record, fc.record({ a: scalar, b: scalar }, { requiredKeys: [] })), {
  maxLength: 3,
});
const value: fc.Arbitrary<Json> = fc.oneof({ weight: 4, arbitrary: scalar }, record, items);

const leaves = ['a', 'b', 'c-d', 'list', 'toString', '__proto__', 'constructor', 'length'];
const paths = fc.constantFrom(
  ...leaves.map((leaf) => `ticket.${leaf}`),
  'ticket',
  'person.a',
  'nobody.a',
  'ticket.list.length',
  'now',
);

export const facts: fc.Arbitrary<Facts> = fc.record(
  {
    ticket: fc.oneof(
      fc.record({ a: value, b: value, 'c-d': value, list: items, toString: value }, { requiredKeys: [] }),
      scalar,
    ),
    person: fc.record({ a: value }, { requiredKeys: [] }),
    now: fc.constantFrom<Json[]>('2026-01-01T00:00:00Z', '2026-01-01T01:30:00+01:00', 'noon', null),
  },
  { requiredKeys: [] },
);

const operator = fc.constantFrom(...(Object.keys(operators) as Operator[]));

/** Patterns mean the same to RE2 and to the platform; what is no pattern at all stays out, the platform would throw. */
const pattern = fc.constantFrom<Json[]>('vpn', '^P[12]$', '', '\\bvpn\\b', '(a+)+$', 1, true);
const length = fc.constantFrom<Json[]>(0, 1_800_000, 3_600_000, '1h', true);

function operandFor(name: Operator): fc.Arbitrary<Comparison['operand']> {
  const literal = (from: fc.Arbitrary<Json>): fc.Arbitrary<Comparison['operand']> =>
    from.map((each) => ({ value: each }));
  if (name === 'matches') return literal(pattern);
  const own = name === 'within' || name === 'older_than' ? length : value;
  const wide = operators[name].operand === 'yes_no' ? fc.oneof(fc.boolean(), own) : own;
  return fc.oneof({ weight: 3, arbitrary: literal(wide) }, { weight: 1, arbitrary: paths.map((fact) => ({ fact })) });
}

/** A comparison of a fact by any operator. */
export const comparisonOf = (from: fc.Arbitrary<string>): fc.Arbitrary<Condition> =>
  operator.chain((name) =>
    fc.record({
      kind: fc.constant('compare' as const),
      fact: from,
      operator: fc.constant(name),
      operand: operandFor(name),
      reference: fc.constant('test'),
    }),
  );

/** Where the paths of comparisons come from: outside of lists, which lists, and inside of their records. */
interface Paths {
  readonly outside: fc.Arbitrary<string>;
  readonly lists: fc.Arbitrary<string>;
  readonly inside: fc.Arbitrary<string>;
}

/** Conditions of all kinds around comparisons, as deep as asked. */
export function nested(
  leaf: (from: fc.Arbitrary<string>) => fc.Arbitrary<Condition>,
  { outside, lists, inside }: Paths,
  depth: number,
): fc.Arbitrary<Condition> {
  if (depth === 0) return leaf(outside);
  const part = nested(leaf, { outside, lists, inside }, depth - 1);
  const reference = fc.constant('test');
  return fc.oneof(
    { weight: 3, arbitrary: leaf(outside) },
    fc.record({
      kind: fc.constantFrom('all' as const, 'any' as const),
      of: fc.array(part, { maxLength: 3 }),
      reference,
    }),
    fc.record({ kind: fc.constant('not' as const), of: part, reference }),
    fc.record({
      kind: fc.constantFrom('some' as const, 'every' as const),
      fact: lists,
      of: nested(leaf, { outside: inside, lists: inside, inside }, depth - 1),
      reference,
    }),
  );
}

export const condition: fc.Arbitrary<Condition> = nested(
  comparisonOf,
  {
    outside: paths,
    lists: fc.constantFrom('ticket.list', 'a', 'b'),
    inside: fc.constantFrom('a', 'b', 'toString'),
  },
  3,
);

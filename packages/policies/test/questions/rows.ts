import fc from 'fast-check';
import type { Json, JsonObject } from '@deskbook/policies';
import type { AccessPolicy, BreakGlass } from '@deskbook/policies/access';
import type { Comparison, Condition, Operator } from '@deskbook/policies/conditions';
import type { FilterQuestion, SqlColumns } from '@deskbook/policies/questions';

/** A table of assets: how attributes of resources are kept, and what random rows and policies over them look like. */
export const columns: SqlColumns = {
  id: { column: 'id', type: 'text' },
  type: { column: 'assets.kind', type: 'text' },
  owner: { column: 'owner', type: 'text' },
  'site.city': { column: 'city', type: 'text' },
  tier: { column: 'tier', type: 'number' },
  seats: { column: 'seats', type: 'number' },
  managed: { column: 'managed', type: 'yes_no' },
  bought: { column: 'bought', type: 'time' },
  retired: { column: 'retired', type: 'time' },
};

export const TABLE = `CREATE TABLE assets (
  id TEXT, kind TEXT, owner TEXT COLLATE NOCASE, city TEXT, tier INTEGER, seats REAL, managed INTEGER, bought INTEGER, retired INTEGER
)`;

export interface Row {
  readonly [column: string]: string | number | null;
}

const texts = ['lena', 'LENA', 'omar', '', 'Köln', '1', "x' OR '1'='1", 'toString'];
const numbers = [0, 1, 2, 2.5, -1];
const start = Date.parse('2026-01-01T00:00:00Z');
const times = [start, start + 3_600_000, start - 86_400_000];
const orNull = <T>(of: readonly T[]): fc.Arbitrary<T | null> => fc.constantFrom(null, ...of);

export const row: fc.Arbitrary<Row> = fc.record({
  id: fc.constantFrom('A-1', 'A-2', 'lena'),
  kind: fc.constantFrom('asset', 'ticket'),
  owner: orNull(texts),
  city: orNull(texts),
  tier: orNull([0, 1, 2, -1]),
  seats: orNull(numbers),
  managed: orNull([0, 1]),
  bought: orNull(times),
  retired: orNull(times),
});

/** The resource that a row is. */
export function propertiesOf({ owner, city, tier, seats, managed, bought, retired }: Row): JsonObject {
  const time = (at: Row[string] | undefined): Json => (typeof at === 'number' ? new Date(at).toISOString() : null);
  return {
    owner: owner ?? null,
    site: { city: city ?? null },
    tier: tier ?? null,
    seats: seats ?? null,
    managed: managed === null ? null : managed === 1,
    bought: time(bought),
    retired: time(retired),
  };
}

const scalar = fc.constantFrom<Json[]>(null, true, false, ...texts, ...numbers, 'A-1', 'asset');
const time = fc.constantFrom<Json[]>(
  '2026-01-01T00:00:00Z',
  '2026-01-01T01:00:00+01:00',
  '2026-01-01',
  'noon',
  null,
  3,
);
const length = fc.constantFrom<Json[]>(0, 3_600_000, 90_000_000, 'long');
const attributes = ['id', 'type', 'owner', 'site.city', 'tier', 'seats', 'managed', 'bought', 'retired'];
const attribute = fc.constantFrom(...attributes.map((name) => `resource.${name}`));
const elsewhere = fc.constantFrom(
  'subject.id',
  'subject.level',
  'subject.groups',
  'ticket.city',
  'ticket.seats',
  'ticket.at',
  'ticket.no',
);

const operandValues: { readonly [operator in Operator]: fc.Arbitrary<Json> } = {
  equals: fc.oneof(scalar, time),
  is_not: fc.oneof(scalar, time),
  in: fc.oneof(fc.array(scalar, { maxLength: 3 }), scalar),
  not_in: fc.oneof(fc.array(scalar, { maxLength: 3 }), scalar),
  lt: scalar,
  lte: scalar,
  gt: scalar,
  gte: scalar,
  before: time,
  after: time,
  within: length,
  older_than: length,
  matches: fc.constantFrom('a', '^x'),
  contains: scalar,
  has: scalar,
  has_any: fc.array(scalar, { maxLength: 2 }),
  has_all: fc.array(scalar, { maxLength: 2 }),
  empty: fc.boolean(),
  known: fc.oneof(fc.boolean(), fc.boolean(), scalar),
};

const comparison: fc.Arbitrary<Condition> = fc
  .constantFrom(...(Object.keys(operandValues) as Operator[]))
  .chain((operator): fc.Arbitrary<Comparison> => {
    const value: fc.Arbitrary<Comparison['operand']> = operandValues[operator].map((each) => ({ value: each }));
    const fact: fc.Arbitrary<Comparison['operand']> = fc.oneof(attribute, elsewhere).map((path) => ({ fact: path }));
    const literal = ['within', 'older_than', 'matches', 'empty', 'known'].includes(operator);
    return fc.record({
      kind: fc.constant('compare' as const),
      fact: fc.oneof({ weight: 3, arbitrary: attribute }, { weight: 1, arbitrary: elsewhere }),
      operator: fc.constant(operator),
      operand: literal ? value : fc.oneof({ weight: 3, arbitrary: value }, { weight: 2, arbitrary: fact }),
      reference: fc.constant('when'),
    });
  });

function nested(depth: number): fc.Arbitrary<Condition> {
  if (depth === 0) return comparison;
  const part = nested(depth - 1);
  const reference = fc.constant('when');
  return fc.oneof(
    { weight: 4, arbitrary: comparison },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constantFrom('all' as const, 'any' as const),
        of: fc.array(part, { maxLength: 3 }),
        reference,
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('not' as const), of: part, reference }) },
    { weight: 1, arbitrary: quantified },
  );
}

/** Bodies of `some` and `every` speak of the record, and may compare it with the resource. */
const quantified: fc.Arbitrary<Condition> = fc.record({
  kind: fc.constantFrom('some' as const, 'every' as const),
  fact: fc.constantFrom('ticket.items', 'resource.parts', 'ticket.no'),
  of: fc.record({
    kind: fc.constant('compare' as const),
    fact: fc.constantFrom('city', 'seats'),
    operator: fc.constantFrom('equals' as const, 'lt' as const, 'is_not' as const),
    operand: fc.oneof(
      scalar.map((value) => ({ value })),
      attribute.map((fact) => ({ fact })),
    ),
    reference: fc.constant('when'),
  }),
  reference: fc.constant('when'),
});

const when = fc.option(nested(2), { nil: null });
const cited = { reference: fc.constant('ref'), cites: fc.constant([]) };
const roles = fc.constantFrom('staff', 'admin', 'anyone', 'keeper');

const typed = <T extends object>(rule: fc.Arbitrary<T>): fc.Arbitrary<T & { readonly resource?: string }> =>
  fc
    .tuple(rule, fc.constantFrom('asset', 'ticket', null))
    .map(([made, resource]) => (resource === null ? made : { ...made, resource }));

const actions = fc.constantFrom(['asset.read'], ['asset.*'], ['ticket.read'], ['*']);

const anyPolicy: fc.Arbitrary<AccessPolicy & { readonly breakGlass: readonly BreakGlass[] }> = fc.record({
  roles: fc.constant([
    { id: 'staff', from: [{ kind: 'group' as const, group: 'staff' }], includes: [], reference: 'staff' },
    { id: 'admin', from: [{ kind: 'given' as const }], includes: ['staff'], reference: 'admin' },
    { id: 'keeper', from: [{ kind: 'fact' as const, fact: 'ticket.keeper' }], includes: [], reference: 'keeper' },
  ]),
  grants: fc.array(
    typed(
      fc.record({
        id: fc.constant('grant'),
        role: roles,
        allow: actions,
        ask: fc.constantFrom([], ['asset.read']),
        when,
        ...cited,
      }),
    ),
    { minLength: 1, maxLength: 4 },
  ),
  denials: fc.array(typed(fc.record({ id: fc.constant('denial'), role: roles, deny: actions, when, ...cited })), {
    maxLength: 2,
  }),
  separation: fc.array(
    fc.record({
      id: fc.constant('apart'),
      apart: fc.constantFrom(['asset.read', 'approve'], ['staff', 'keeper'], ['staff', 'admin']),
      within: fc.constantFrom('run' as const, 'always' as const),
      ...cited,
    }),
    { maxLength: 1 },
  ),
  temporary: fc.constant([
    {
      id: 'lent',
      role: 'admin',
      for: 'staff',
      approval: null,
      atMost: { milliseconds: 3_600_000 },
      reference: 'lent',
      cites: [],
    },
  ]),
  breakGlass: fc.array(
    typed(
      fc.record({
        id: fc.constant('glass'),
        role: roles,
        allow: actions,
        when,
        overrides: fc.constantFrom<string[][]>([], ['denial-0'], ['denial-1', 'denial-0']),
        atMost: fc.constant({ milliseconds: 3_600_000 }),
        review: fc.constant('review'),
        ...cited,
      }),
    ),
    { maxLength: 2 },
  ),
});

/** Any policy in which each denial and glass has an id of its own, and glasses override denials that there are. */
export const policy: fc.Arbitrary<AccessPolicy> = anyPolicy.map((made) => {
  const denials = made.denials.map((each, index) => ({ ...each, id: `denial-${index}` }));
  const ids = new Set(denials.map(({ id }) => id));
  const breakGlass = made.breakGlass.map((each, index) => ({
    ...each,
    id: `glass-${index}`,
    overrides: each.overrides.filter((id) => ids.has(id)),
  }));
  return { ...made, denials, breakGlass };
});

export const question: fc.Arbitrary<FilterQuestion> = fc.record({
  subject: fc.record({
    type: fc.constantFrom('person' as const, 'person' as const, 'service' as const),
    id: fc.constantFrom('lena', 'omar'),
    groups: fc.constantFrom(['staff'], []),
    roles: fc.constantFrom([], ['admin'], ['keeper']),
    properties: fc.record({ level: scalar, resource: scalar }, { requiredKeys: [] }),
    activations: fc.array(
      fc.record({
        of: fc.constantFrom('lent', 'glass-0', 'glass-1'),
        from: fc.constantFrom('2026-01-01T00:00:00Z', '2026-01-02'),
        until: fc.constantFrom('2026-01-03', '2026-01-01T00:10:00Z', 'some day'),
        record: fc.constant('run/1'),
      }),
      { maxLength: 3 },
    ),
  }),
  action: fc.constant('asset.read'),
  mode: fc.constantFrom('act' as const, 'ask' as const),
  context: fc.record(
    {
      now: fc.constantFrom<Json[]>('2026-01-01T00:30:00Z', 'later'),
      ticket: fc.record(
        {
          keeper: fc.constantFrom<Json[]>('lena', 'omar', null),
          city: scalar,
          seats: scalar,
          at: time,
          items: fc.array(fc.record({ city: scalar, seats: scalar }, { requiredKeys: [] }), { maxLength: 3 }),
        },
        { requiredKeys: [] },
      ),
      resource: fc.constant({ owner: 'lena', tier: 1 }),
    },
    { requiredKeys: [] },
  ),
  duties: fc.constantFrom<NonNullable<FilterQuestion['duties']>[]>({}, { lena: ['approve'] }),
});

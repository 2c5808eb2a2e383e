import fc from 'fast-check';
import type { AccessPolicy, AccessRequest, Activation, BreakGlass, TemporaryRole } from '@deskbook/policies/access';
import type { Condition } from '@deskbook/policies/conditions';
import type { Json } from '@deskbook/policies';

const roleIds = ['employee', 'dba', 'auditor', 'manager', 'lena', 'staff'];
const people = ['lena', 'omar', 'dba'];
const actions = ['database.grant', 'database.revoke', 'databases', 'approve', 'approve:data', 'request', 'mail.send'];
const patterns = [...actions, 'database.*', 'approve:*', '*'];
const some = <T>(of: readonly T[], maxLength = 3): fc.Arbitrary<T[]> => fc.array(fc.constantFrom(...of), { maxLength });

const source = fc.oneof(
  fc.record({ kind: fc.constant('group' as const), group: fc.constantFrom('staff', 'dbas', 'dba') }),
  fc.record({ kind: fc.constant('fact' as const), fact: fc.constantFrom('requester.manager', 'ticket.watchers') }),
  fc.record({ kind: fc.constant('people' as const), people: some(people, 2) }),
  fc.record({ kind: fc.constant('schedule' as const), schedule: fc.constant('on-call') }),
  fc.constant({ kind: 'given' as const }),
);

const value = fc.constantFrom<Json[]>(true, false, 'high', null);
const leaf: fc.Arbitrary<Condition> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('compare' as const),
      fact: fc.constantFrom('subject.mfa', 'subject.id', 'resource.tier', 'ticket.risk'),
      operator: fc.constantFrom('equals' as const, 'is_not' as const, 'known' as const),
      operand: value.map((each) => ({ value: each })),
      reference: fc.constant('when'),
    }),
  },
  fc.record({
    kind: fc.constant('compare' as const),
    fact: fc.constant('subject.roles'),
    operator: fc.constant('has' as const),
    operand: fc.constantFrom(...roleIds).map((each) => ({ value: each })),
    reference: fc.constant('when'),
  }),
);
const condition: fc.Arbitrary<Condition | null> = fc.oneof(
  fc.constant(null),
  leaf,
  leaf.map((of) => ({ kind: 'not' as const, of, reference: 'not' })),
);

const named = { reference: fc.constant('ref'), cites: fc.constant([]) };
const rule = { role: fc.constantFrom('anyone', ...roleIds), when: condition, ...named };
const resource = fc.constantFrom('ticket', 'asset');

const grants = fc.array(
  fc.oneof(
    fc.record({ id: fc.constant('grant'), allow: some(patterns), ask: some(patterns, 1), resource, ...rule }),
    fc.record({ id: fc.constant('grant'), allow: some(patterns), ask: some(patterns, 1), ...rule }),
  ),
  { maxLength: 4 },
);
const denials = fc.array(
  fc.oneof(
    fc.record({ id: fc.constant('denial'), deny: some(patterns, 2), resource, ...rule }),
    fc.record({ id: fc.constant('denial'), deny: some(patterns, 1), ...rule }),
  ),
  { maxLength: 2 },
);
const separation = fc.array(
  fc.record({
    id: fc.constant('apart'),
    apart: some(['request', 'approve', 'perform', 'database.*', 'dba', 'auditor'], 3),
    within: fc.constantFrom('run' as const, 'always' as const),
    ...named,
  }),
  { maxLength: 1 },
);

const numbered = <T extends { readonly id: string }>(of: fc.Arbitrary<T[]>): fc.Arbitrary<T[]> =>
  of.map((each) => each.map((one, index) => ({ ...one, id: `${one.id}-${index}` })));

const atMost = fc.constant({ milliseconds: 14_400_000 });
const temporary: fc.Arbitrary<TemporaryRole[]> = numbered(
  fc.array(
    fc.record({
      id: fc.constant('temporary'),
      role: fc.constantFrom(...roleIds),
      for: fc.constantFrom(...roleIds),
      approval: fc.constantFrom('some-approval', null),
      atMost,
      ...named,
    }),
    { maxLength: 2 },
  ),
);
const glass = {
  id: fc.constant('glass'),
  allow: some(patterns),
  overrides: some(['denial-0', 'denial-1'], 2),
  atMost,
  review: fc.constant('some-review'),
  ...rule,
};
const breakGlass: fc.Arbitrary<BreakGlass[]> = numbered(
  fc.array(fc.oneof(fc.record(glass), fc.record({ ...glass, resource })), { maxLength: 2 }),
);

const anyPolicy: fc.Arbitrary<AccessPolicy & { readonly breakGlass: readonly BreakGlass[] }> = fc.record({
  roles: fc.uniqueArray(
    fc.record({
      id: fc.constantFrom(...roleIds),
      from: fc.array(source, { maxLength: 2 }),
      includes: some(roleIds, 2),
      reference: fc.constant('role'),
    }),
    { selector: ({ id }) => id, maxLength: 5 },
  ),
  grants,
  denials: numbered(denials),
  separation,
  temporary,
  breakGlass,
});

/** Any policy in which glasses override denials that there are. */
export const policy: fc.Arbitrary<AccessPolicy> = anyPolicy.map((made) => {
  const ids = new Set(made.denials.map(({ id }) => id));
  const glasses = made.breakGlass.map((one) => ({ ...one, overrides: one.overrides.filter((id) => ids.has(id)) }));
  return { ...made, breakGlass: glasses };
});

/** Instants that are the same in other words, a second apart, no instants at all, and long ago or far ahead. */
const instant = fc.constantFrom(
  '2000-01-01T00:00:00Z',
  '2026-03-01T08:00:00Z',
  '2026-03-01T09:00:00+01:00',
  '2026-03-01T08:00:01Z',
  '2099-01-01',
  '2099-12-31T23:59:59-08:00',
  'tomorrow',
);
const activation: fc.Arbitrary<Activation> = fc.record({
  of: fc.constantFrom('temporary-0', 'temporary-1', 'glass-0', 'glass-1', 'glass-0', 'unknown', 'toString'),
  from: fc.oneof({ weight: 2, arbitrary: fc.constant('2026-03-01T08:00:00Z') }, instant),
  until: fc.oneof({ weight: 2, arbitrary: fc.constant('2099-01-01') }, instant),
  record: fc.constantFrom('run/1', 'run/2'),
});

export const request: fc.Arbitrary<AccessRequest> = fc.record({
  subject: fc.record(
    {
      type: fc.constantFrom('person' as const, 'person' as const, 'service' as const),
      id: fc.constantFrom(...people),
      groups: some(['staff', 'dbas', 'dba'], 2),
      roles: some([...roleIds, 'unknown'], 1),
      properties: fc.record({ mfa: value, id: value }, { requiredKeys: [] }),
      activations: fc.array(activation, { maxLength: 3 }),
    },
    { requiredKeys: ['type', 'id', 'groups', 'roles', 'properties'] },
  ),
  action: fc.constantFrom(...actions, 'toString', ''),
  mode: fc.constantFrom('act' as const, 'ask' as const),
  resource: fc.record({
    type: fc.constantFrom('ticket', 'asset', 'toString'),
    id: fc.constant('1'),
    properties: fc.record({ tier: value, type: value }, { requiredKeys: [] }),
  }),
  context: fc.record(
    {
      now: fc.oneof({ weight: 3, arbitrary: fc.constant('2026-03-01T08:00:00Z') }, instant, fc.constant(1_772_352_000)),
      requester: fc.record({ manager: fc.constantFrom<Json[]>('lena', 'omar', null) }),
      ticket: fc.record(
        { risk: value, watchers: fc.constantFrom<Json[]>(['lena'], ['omar', 'dba'], []) },
        { requiredKeys: [] },
      ),
      subject: fc.constant({ mfa: true, id: 'lena' }),
    },
    { requiredKeys: [] },
  ),
  duties: fc.record(
    { lena: some(['request', 'approve', 'database.grant'], 1), dba: some(['request'], 1) },
    { requiredKeys: [] },
  ),
});

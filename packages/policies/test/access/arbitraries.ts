import fc from 'fast-check';
import type { AccessPolicy, AccessRequest } from '@deskbook/policies/access';
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
const condition: fc.Arbitrary<Condition | null> = fc.oneof(
  fc.constant(null),
  fc.record({
    kind: fc.constant('compare' as const),
    fact: fc.constantFrom('subject.mfa', 'subject.id', 'resource.tier', 'ticket.risk'),
    operator: fc.constantFrom('equals' as const, 'is_not' as const, 'known' as const),
    operand: value.map((each) => ({ value: each })),
    reference: fc.constant('when'),
  }),
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

export const policy: fc.Arbitrary<AccessPolicy> = fc.record({
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
  denials,
  separation,
});

export const request: fc.Arbitrary<AccessRequest> = fc.record({
  subject: fc.record({
    type: fc.constantFrom('person' as const, 'service' as const),
    id: fc.constantFrom(...people),
    groups: some(['staff', 'dbas', 'dba'], 2),
    roles: some([...roleIds, 'unknown'], 1),
    properties: fc.record({ mfa: value, id: value }, { requiredKeys: [] }),
  }),
  action: fc.constantFrom(...actions, 'toString', ''),
  mode: fc.constantFrom('act' as const, 'ask' as const),
  resource: fc.record({
    type: fc.constantFrom('ticket', 'asset', 'toString'),
    id: fc.constant('1'),
    properties: fc.record({ tier: value, type: value }, { requiredKeys: [] }),
  }),
  context: fc.record(
    {
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

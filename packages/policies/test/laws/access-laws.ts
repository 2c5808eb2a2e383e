import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { JsonObject } from '@deskbook/policies';
import { createAccess } from '@deskbook/policies/access';
import type { AccessPolicy, AccessRequest, Denial, Grant } from '@deskbook/policies/access';
import type { Condition } from '@deskbook/policies/conditions';
import { policy, request } from '../access/arbitraries.ts';
import { absenceCannot, pathsRead } from '../reference/absence.ts';
import { may } from '../reference/access.ts';
import { nested } from '../reference/arbitraries.ts';
import { plainCasbin } from '../reference/plain-casbin.ts';
import { without } from '../reference/without.ts';
import { law } from './law.ts';

const plain = (from: fc.Arbitrary<string>): fc.Arbitrary<Condition> =>
  fc.record({
    kind: fc.constant('compare' as const),
    fact: from,
    operator: fc.constantFrom('equals' as const, 'is_not' as const, 'has' as const, 'known' as const),
    operand: fc.constantFrom({ value: true }, { value: 'high' }, { value: 'dba' }, { fact: 'subject.id' }),
    reference: fc.constant('when'),
  });
const hasRole: fc.Arbitrary<Condition> = fc.record({
  kind: fc.constant('compare' as const),
  fact: fc.constant('subject.roles'),
  operator: fc.constantFrom('has' as const, 'has_any' as const, 'has_all' as const),
  operand: fc.constantFrom({ value: 'dba' }, { value: 'manager' }, { value: ['dba', 'employee'] }),
  reference: fc.constant('when'),
});
const comparison = (from: fc.Arbitrary<string>): fc.Arbitrary<Condition> =>
  fc.oneof({ weight: 2, arbitrary: plain(from) }, { weight: 1, arbitrary: hasRole });
const paths = fc.constantFrom(
  'subject.mfa', 'subject.roles', 'subject.groups', 'resource.tier', 'requester.manager', 'ticket.risk', 'ticket.watchers',
); // prettier-ignore
const condition = nested(comparison, { outside: paths, lists: fc.constant('ticket.watchers'), inside: paths }, 2);
const rule = { role: fc.constantFrom('anyone', 'dba', 'employee'), when: condition, reference: fc.constant('ref'), cites: fc.constant([]) }; // prettier-ignore
const grants: fc.Arbitrary<readonly Grant[]> = fc.array(
  fc.record({ id: fc.constant('one-more'), allow: fc.constant(['*']), ask: fc.constant([]), ...rule }),
  { maxLength: 2 },
);
const denials: fc.Arbitrary<readonly Denial[]> = fc
  .array(fc.record({ id: fc.constant(''), deny: fc.constant(['*']), ...rule }), { maxLength: 2 })
  .map((all) => all.map((each, index) => ({ ...each, id: `one-more-${index}` })));

/** Policies whose conditions go deeper, and ask for roles. */
const deeper: fc.Arbitrary<AccessPolicy> = fc.tuple(policy, grants, denials).map(([one, more, stricter]) => ({
  ...one,
  grants: [...one.grants, ...more],
  denials: [...one.denials, ...stricter],
}));

const few = fc.array(request, { minLength: 1, maxLength: 3 });

/** Who may do what, however it is decided, has one answer; and what nobody knows never makes it yes. */
export const accessLaws = [
  law('access agrees with the reference, down to the reason', 2_000, [deeper, request], (one, asked) => {
    assert.equal(createAccess(one).may(asked).reason, may(one, asked));
  }),

  law('access agrees with plain Casbin over all rows of the policy', 300, [deeper, request], async (one, asked) => {
    const unseparated = { ...one, separation: [] };
    fc.pre(asked.action !== '');
    assert.equal(createAccess(unseparated).may(asked).allowed, await plainCasbin(unseparated, asked));
  }),

  law(
    'an access answers as a fresh one does, whatever it was asked before',
    600,
    [deeper, few, few],
    (one, askers, questions) => {
      const access = createAccess(one);
      for (const { subject } of [...askers, ...askers]) {
        const own = access.forSubject(subject);
        for (const question of questions) {
          const asked = { ...question, subject };
          const expected = createAccess(one).may(asked);
          assert.deepEqual(access.may(asked), expected);
          assert.deepEqual(own.may(question), expected);
        }
      }
    },
  ),

  law(
    'whatever is not granted has a reason, and only what is granted is allowed',
    1_000,
    [deeper, request],
    (one, asked) => {
      const { allowed, reason, basis, missing } = createAccess(one).may(asked);
      assert.equal(allowed, reason === 'granted');
      assert.equal(basis === null, reason === 'no_grant');
      assert.equal(missing.length > 0, reason === 'denial_undecided' || reason === 'grant_undecided');
    },
  ),

  law('the order in which rules are declared changes no answer', 500, [deeper, request], (one, asked) => {
    const turned = {
      ...one,
      grants: one.grants.toReversed(),
      denials: one.denials.toReversed(),
      roles: one.roles.toReversed(),
    };
    assert.equal(createAccess(turned).may(asked).reason, createAccess(one).may(asked).reason);
  }),

  law('one more denial never allows what was not allowed', 500, [deeper, denials, request], (one, more, asked) => {
    const others = more.map((each) => ({ ...each, id: `yet-${each.id}` }));
    const stricter = { ...one, denials: [...one.denials, ...others] };
    assert.ok(!createAccess(stricter).may(asked).allowed || createAccess(one).may(asked).allowed);
  }),

  law(
    'what is activated allows nothing after its end, before its beginning, and while nobody knows the time',
    2_000,
    [policy, request, fc.constantFrom('2100-01-02', '1999-12-31T23:59:59Z', 'noon', null)],
    (one, asked, now) => {
      const lasting = asked.subject.activations?.filter(({ until }) => until !== 'tomorrow') ?? [];
      const access = createAccess(one);
      const then = { ...asked, context: { ...asked.context, now } };
      const none = access.may({ ...then, subject: { ...asked.subject, activations: [] } });
      const decision = access.may({ ...then, subject: { ...asked.subject, activations: lasting } });
      assert.ok(!decision.allowed || none.allowed);
      const over = lasting.every(({ from }) => from !== 'tomorrow') && now !== null && now !== 'noon';
      if (over) assert.deepEqual(decision, none);
    },
  ),

  law(
    'a broken glass stands against no separation and no denial that it does not override',
    1_000,
    [policy, request],
    (one, asked) => {
      const glasses = one.breakGlass?.map((each) => ({ ...each, overrides: [] })) ?? [];
      const broken = { ...one, grants: [], breakGlass: glasses };
      const granted = { ...one, breakGlass: [], grants: glasses.map((each) => ({ ...each, ask: [], role: 'anyone' })) };
      assert.ok(!createAccess(broken).may(asked).allowed || createAccess(granted).may(asked).allowed);
    },
  ),

  law(
    'a fact less never allows what was not allowed, where no `known` says otherwise',
    1_000,
    [deeper, request],
    (one, asked) => {
      const opens = [...one.grants, ...(one.breakGlass ?? [])].map(({ when }) => when);
      const closes = one.denials.map(({ when }) => when);
      fc.pre(opens.every((when) => when === null || absenceCannot('make it hold', when)));
      fc.pre(closes.every((when) => when === null || absenceCannot('make it fail', when)));
      const access = createAccess(one);
      if (access.may(asked).allowed) return;
      for (const fact of factsRead(one)) assert.ok(!access.may(knowingLess(asked, fact)).allowed, fact);
    },
  ),

  law(
    'a denial that holds still denies without any one fact, where it does not ask what is known',
    1_500,
    [deeper, request],
    (one, asked) => {
      fc.pre(one.denials.every(({ when }) => when === null || absenceCannot('make it fail', when)));
      const access = createAccess({ ...one, breakGlass: [] });
      if (access.may(asked).reason !== 'denied') return;
      for (const fact of factsRead(one)) {
        const { reason } = access.may(knowingLess(asked, fact));
        assert.ok(
          reason === 'denied' || reason === 'denial_undecided' || reason === 'separation',
          `${reason} without ${fact}`,
        );
      }
    },
  ),
];

/** Every fact that the answer may hang on: those of conditions, those that roles come from, and the time. */
function factsRead({ roles, grants, denials, breakGlass = [] }: AccessPolicy): readonly string[] {
  const conditions = [...grants, ...denials, ...breakGlass].flatMap(({ when }) => (when === null ? [] : [when]));
  const sources = roles.flatMap(({ from }) => from.flatMap((source) => (source.kind === 'fact' ? [source.fact] : [])));
  return [...new Set([...pathsRead(conditions), ...sources, 'now'])];
}

/** The same request by somebody who knows one thing less. Who asks, and about what, is no fact that could be absent. */
function knowingLess(asked: AccessRequest, path: string): AccessRequest {
  const [root = '', ...rest] = path.split('.');
  const less = (record: JsonObject): JsonObject => without(record, rest.join('.'), 'absent');
  const { subject, resource } = asked;
  if (root === 'subject') return { ...asked, subject: { ...subject, properties: less(subject.properties) } };
  if (root === 'resource') return { ...asked, resource: { ...resource, properties: less(resource.properties) } };
  return { ...asked, context: without(asked.context, path, 'absent') };
}

import fc from 'fast-check';
import type { Json, JsonObject } from '@deskbook/policies';
import type { Comparison, Condition, Facts } from '@deskbook/policies/conditions';
import type { ChangedFact, Decision, HitPolicy, Rule, TriggerEvent, TriggerRule } from '@deskbook/policies/rules';
import { comparisonOf, nested } from './arbitraries.ts';

/**
 * Decisions that an index gets wrong if it can: many rules under the same keys, values that look alike (numbers, texts and truths;
 * one instant in several offsets; names of prototypes; signs, surrogates and lengths that a careless key would lose), negations
 * around equalities, and rules that share a condition.
 */
const alike: readonly Json[] = [
  1, '1', true, 'true', 0, -0, '0', false, '', ' ', '\u0000', 'P1', 'P2', 'p1', '__proto__', 'constructor', 'toString', 'undefined', 'null',
  2 ** 53, 2 ** 53 + 2, '9007199254740992', 1e308, -1e-308, 'é', 'e\u0301', '\ud800', '\udc00', '😀', 'ß', 'SS', 'x'.repeat(3_000), `${'x'.repeat(2_999)}y`,
  '2026-01-01T00:00:00Z', '2026-01-01T01:00:00+01:00', '2025-12-31T19:00-0500', '2026-01-01T00:00:00.000999Z', '2026-01-01', '2026-02-30T00:00:00Z',
  null, [], [1], ['1'], ['2026-01-01T00:00:00Z'], {}, { fact: 'facts' }, { a: 1, b: 2 }, { b: 2, a: 1 },
]; // prettier-ignore

const few = fc.constantFrom<Json[]>(1, '1', true, 'P1', 'P2', '2026-01-01T00:00:00Z', '2026-01-01T01:00:00+01:00');
const value: fc.Arbitrary<Json> = fc.oneof({ weight: 3, arbitrary: few }, { weight: 2, arbitrary: fc.constantFrom(...alike) }); // prettier-ignore

const leaves = ['kind', 'team', 'n', '__proto__', 'constructor', 'list'];
const paths = fc.constantFrom(
  ...leaves.flatMap((leaf) => [`ticket.${leaf}`, `ticket.${leaf}`]),
  'requester.kind', 'requester.team.id', 'nobody.kind', 'ticket', '__proto__.kind', 'toString', 'now',
); // prettier-ignore

/** A record of own fields, whatever they are called. */
function recordOf(fields: fc.Arbitrary<[string, Json]>, maxLength: number): fc.Arbitrary<JsonObject> {
  return fc
    .uniqueArray(fields, { selector: ([key]) => key, maxLength })
    .map((entries) => Object.fromEntries<Json>(entries));
}

const element = fc.oneof(
  recordOf(fc.tuple(fc.constantFrom('kind', 'team', '__proto__'), value), 2),
  recordOf(fc.tuple(fc.constantFrom('kind', 'team', '__proto__'), value), 2),
  value,
);
const field: fc.Arbitrary<[string, Json]> = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(fc.constantFrom(...leaves), value) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('list'), fc.array(element, { maxLength: 3 })) },
);

export const decisionFacts: fc.Arbitrary<Facts> = recordOf(
  fc.oneof(
    { weight: 6, arbitrary: fc.tuple(fc.constant('ticket'), recordOf(field, 6)) },
    {
      weight: 2,
      arbitrary: fc.tuple(
        fc.constant('requester'),
        recordOf(
          fc.oneof(
            fc.tuple(fc.constant('kind'), value),
            fc.tuple(fc.constant('team'), recordOf(fc.tuple(fc.constant('id'), value), 1)),
          ),
          2,
        ),
      ),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.constantFrom('ticket', 'requester', 'now', '__proto__', 'facts', 'record'), value),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.constant('now'), fc.constantFrom<Json[]>('2026-01-01T00:00:00Z', 'noon', null)),
    },
  ),
  4,
);

const keyed = (
  operator: Comparison['operator'],
  from: fc.Arbitrary<string>,
  operand: fc.Arbitrary<Json>,
): fc.Arbitrary<Comparison> =>
  fc.record({
    kind: fc.constant('compare' as const),
    fact: from,
    operator: fc.constant(operator),
    operand: operand.map((each) => ({ value: each })),
    reference: fc.constant('when'),
  });

/** Lists that say one thing twice, in one spelling or two. */
const list = fc
  .array(value, { maxLength: 4 })
  .chain((items) => fc.constantFrom<Json[]>(items, [...items, ...items.slice(0, 1)]));

/** Mostly what can be filed under a key; some that cannot. */
const leaf = (from: fc.Arbitrary<string>): fc.Arbitrary<Condition> =>
  fc.oneof(
    { weight: 8, arbitrary: keyed('equals', from, value) },
    { weight: 4, arbitrary: keyed('in', from, list) },
    { weight: 1, arbitrary: keyed('is_not', from, value) },
    { weight: 1, arbitrary: keyed('not_in', from, list) },
    { weight: 1, arbitrary: keyed('known', from, fc.boolean()) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('compare' as const),
        fact: from,
        operator: fc.constantFrom('equals' as const, 'in' as const, 'has' as const, 'has_any' as const),
        operand: paths.map((fact) => ({ fact })),
        reference: fc.constant('when'),
      }),
    },
    { weight: 2, arbitrary: comparisonOf(from) },
  );

/** Conditions five deep over values that look alike. */
export const keyCondition: fc.Arbitrary<Condition> = nested(
  leaf,
  { outside: paths, lists: fc.constantFrom('ticket.list', 'ticket.kind'), inside: fc.constantFrom('kind', 'team', '__proto__') },
  5,
); // prettier-ignore

const answers = fc.constantFrom<Json[]>('ALLOWED', 'ALLOWED', 'DENIED', 'REQUIRES_APPROVAL', 'allowed', null);
/** What a rule that classifies sets. */
export const outputs: fc.Arbitrary<JsonObject> = recordOf(
  fc.oneof(
    { weight: 4, arbitrary: fc.tuple(fc.constant('decision'), answers) },
    { weight: 2, arbitrary: fc.tuple(fc.constant('approval'), fc.constantFrom<Json[]>('a', 'b', null)) },
    { weight: 2, arbitrary: fc.tuple(fc.constant('risk'), fc.constantFrom<Json[]>('HIGH', 'LOW', 'ODD', {})) },
    { weight: 1, arbitrary: fc.tuple(fc.constantFrom('__proto__', 'constructor'), fc.constantFrom<Json[]>('HIGH', {})) },
  ),
  4,
); // prettier-ignore
const amounts: fc.Arbitrary<JsonObject> = recordOf(
  fc.tuple(fc.constantFrom('points', 'points', '__proto__'), fc.constantFrom<Json[]>(0, -0, 1, 0.1, 0.2, -3, 1e308)),
  2,
);

const HIT: readonly HitPolicy[] = [
  'first', 'unique', 'any', 'priority', 'rule_order', 'output_order', 'collect', 'collect_sum', 'collect_min', 'collect_max',
  'collect_count',
]; // prettier-ignore
const aggregates = new Set<HitPolicy>(['collect_sum', 'collect_min', 'collect_max']);

const ids = fc.constantFrom('a', 'b', 'c', '__proto__', 'constructor', '');

/** How many rules: mostly few, for what shrinks and runs fast; sometimes as many as share keys in earnest. */
const crowd = fc.oneof(
  { weight: 8, arbitrary: fc.constant(5) },
  { weight: 2, arbitrary: fc.constant(16) },
  { weight: 1, arbitrary: fc.constant(60) },
);

/** Rules of which several share one condition, or are equal but for a key. */
export function rulesOf(then: fc.Arbitrary<JsonObject>): fc.Arbitrary<readonly Rule[]> {
  return crowd.chain((maxLength) => {
    const shared = fc.array(keyCondition, { minLength: 1, maxLength: 3 });
    const drafts = fc.array(
      fc.record({
        id: ids,
        own: fc.option(keyCondition, { freq: 4 }),
        key: fc.option(leaf(paths)),
        share: fc.nat(2),
        sets: then,
      }),
      { minLength: 1, maxLength },
    );
    return fc.tuple(shared, drafts, fc.option(fc.nat(maxLength))).map(([conditions, rules, otherwise]) =>
      rules.map(({ id, own, key, share, sets }, index): Rule => {
        const when = own ?? conditions[share % conditions.length] ?? null;
        const both: Condition | null =
          key === null || when === null ? when : { kind: 'all', of: [key, when], reference: 'both' };
        const isLast = index === rules.length - 1;
        const alone = otherwise !== null && (otherwise === index || (isLast && otherwise % 2 === 0));
        // oxlint-disable-next-line unicorn/no-thenable -- the word of the language; rules are never awaited
        return { id, when: alone ? null : both, then: sets, reference: `rules/${index}`, cites: [] };
      }),
    );
  });
}

/** In a decision `otherwise` stands last; before it, what has no condition always holds. */
const otherwiseLast = (rules: readonly Rule[]): readonly Rule[] =>
  rules.map((rule, index) =>
    rule.when === null && index < rules.length - 1
      ? { ...rule, when: { kind: 'all', of: [], reference: 'always' } }
      : rule,
  );

const names = fc.constantFrom('decision', 'decision', 'approval', 'risk', '__proto__', 'constructor');

/** Whole decisions under every hit policy, none of them malformed. */
export const decision: fc.Arbitrary<Decision> = fc.constantFrom(...HIT).chain((hit) => {
  const adds = aggregates.has(hit);
  return fc
    .record({
      id: fc.constantFrom('one', 'two', '__proto__'),
      rules: rulesOf(adds ? amounts : outputs).map(otherwiseLast),
      applies: fc.option(keyCondition, { freq: 3 }),
      sets: adds ? fc.constantFrom(['points'], ['points', '__proto__']) : fc.uniqueArray(names, { minLength: 1 }),
      ranks: fc.tuple(fc.constantFrom('risk', '__proto__'), fc.constantFrom<Json[][]>(['HIGH', 'LOW'], [{}, 'HIGH'])),
    })
    .map(({ id, rules, applies, sets, ranks: [ranked, ranks] }): Decision => ({
      id,
      hit,
      rules,
      ...(applies !== null && { applies }),
      sets: adds ? sets : [...new Set([...sets, ranked])],
      ...(!adds && { order: Object.fromEntries([[ranked, ranks]]) }),
      reference: `decision/${id}`,
    }));
});

/** Decisions that mostly classify. */
export const classifications: fc.Arbitrary<readonly Decision[]> = fc.array(
  decision.map((one) => (aggregates.has(one.hit) ? one : { ...one, sets: [...new Set(['decision', 'approval', ...one.sets])] })),
  { maxLength: 4 },
); // prettier-ignore

const types = fc.constantFrom('ticket.updated', 'ticket.updated', 'ticket.created', '__proto__');
const changedFact = fc.constantFrom('ticket.kind', 'ticket.kind', 'ticket.team', '__proto__', 'constructor');
const changedValue = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<Json[]>('P1', 'P2', 1, null) },
  { weight: 1, arbitrary: value },
);
const accepted = fc.array(changedValue, { minLength: 1, maxLength: 3 });

export const triggers: fc.Arbitrary<readonly TriggerRule[]> = fc.array(
  fc.record({
    id: ids,
    event: types,
    changed: fc.array(
      fc.record(
        { fact: changedFact, from: accepted, to: accepted, reference: fc.constant('changed') },
        { requiredKeys: ['fact', 'reference'] },
      ),
      { maxLength: 2 },
    ),
    when: fc.option(keyCondition, { freq: 2 }),
    reference: fc.constant('trigger'),
  }),
  { maxLength: 12 },
);

/** Also what did not change, and what changed from nobody knows what. */
const change: fc.Arbitrary<ChangedFact> = fc.oneof(
  fc.record({ fact: changedFact, from: changedValue, to: changedValue }, { requiredKeys: ['fact', 'to'] }),
  fc.tuple(changedFact, value).map(([fact, same]) => ({ fact, from: same, to: structuredClone(same) })),
);

export const triggerEvent: fc.Arbitrary<TriggerEvent> = fc.record({
  type: types,
  facts: decisionFacts,
  changes: fc.array(change, { maxLength: 3 }),
  created: fc.oneof({ weight: 6, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
});

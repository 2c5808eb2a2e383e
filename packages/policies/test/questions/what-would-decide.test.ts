import type { Json, JsonObject } from '@deskbook/policies';
import type { Condition } from '@deskbook/policies/conditions';
import { whatWouldDecide } from '@deskbook/policies/questions';
import type { DecidingScene } from '@deskbook/policies/questions';
import { classify, decide } from '@deskbook/policies/rules';
import type { ClassificationResult, Decision, HitPolicy, Rule } from '@deskbook/policies/rules';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const compare = (fact: string, operator: string, value: Json): Condition =>
  ({ kind: 'compare', fact, operator, operand: { value }, reference: `#/${fact}` }) as Condition;
const all = (...of: Condition[]): Condition => ({ kind: 'all', of, reference: '#/all' });
const rule = (id: string, when: Condition | null, then: JsonObject): Rule => ({
  id,
  when,
  // oxlint-disable-next-line unicorn/no-thenable -- the word of the language; rules are never awaited
  then,
  reference: `decision/d#/rules/${id}`,
  cites: [],
});
const decision = (id: string, hit: HitPolicy, rules: readonly Rule[], more: Partial<Decision> = {}): Decision => ({
  id,
  hit,
  sets: ['decision'],
  rules,
  reference: `decision/${id}`,
  ...more,
});
const denied = { decision: 'DENIED' };
const allowed = { decision: 'ALLOWED' };
const asks = { decision: 'REQUIRES_APPROVAL' };

const access = decision(
  'access',
  'first',
  [
    rule(
      'contractors',
      all(
        compare('requester.employment', 'equals', 'contractor'),
        compare('request.environment', 'equals', 'production'),
      ),
      denied,
    ),
    rule('factor', compare('requester.mfa', 'is_not', true), denied),
    rule('production', compare('request.environment', 'equals', 'production'), asks),
    rule('reading', all(compare('request.level', 'equals', 'read'), compare('request.days', 'lte', 30)), allowed),
    rule('rest', null, asks),
  ],
  { applies: compare('ticket.category', 'equals', 'access') },
);
const freeze = decision('freeze', 'unique', [
  rule('frozen', compare('desk.frozen', 'equals', true), denied),
  rule('open', compare('desk.frozen', 'equals', false), allowed),
]);
const catalogue = decision(
  'catalogue',
  'first',
  [
    rule('free', compare('request.software', 'in', ['vlc', 'firefox']), { 'request.catalogue': 'free' }),
    rule('rest', null, { 'request.catalogue': 'not_listed' }),
  ],
  { sets: ['request.catalogue'] },
);
const software = decision('software', 'first', [
  rule('listed', compare('request.catalogue', 'equals', 'free'), allowed),
  rule('rest', null, denied),
]);

const facts = {
  ticket: { category: 'access' },
  requester: { employment: 'contractor', mfa: false },
  request: { environment: 'production', level: 'read', days: 90 },
  desk: { frozen: false },
};
const values: { readonly [fact: string]: readonly Json[] } = {
  'request.environment': ['production', 'staging'],
  'requester.employment': ['employee', 'contractor'],
  'request.level': ['read', 'write'],
};
const scene = (decisions: readonly Decision[], over: JsonObject = {}): DecidingScene => ({
  decisions,
  facts: { ...facts, ...over },
  valuesOf: (fact) => values[fact] ?? null,
});
const told = (from: DecidingScene, wanted: ClassificationResult): readonly string[] =>
  whatWouldDecide(from, wanted).ways.map(({ changes }) =>
    changes
      .map(({ fact, value }) => `${fact}=${JSON.stringify(value).replaceAll('"', '')}`)
      .toSorted()
      .join(' '),
  );

describe('what would lead to a result', () => {
  test.each<[string, DecidingScene, ClassificationResult, readonly string[]]>([
    [
      'past every rule that denies',
      scene([access]),
      'ALLOWED',
      ['request.days=30 request.environment=staging requester.mfa=true'],
    ],
    [
      'an approval is nearer',
      scene([access]),
      'REQUIRES_APPROVAL',
      ['requester.employment=employee requester.mfa=true', 'request.environment=staging requester.mfa=true'],
    ],
    [
      'a denial',
      scene([access], { requester: { employment: 'employee', mfa: true } }),
      'DENIED',
      ['requester.employment=contractor', 'requester.mfa=false'],
    ],
    [
      'what is missing',
      scene([access], {
        requester: { mfa: true, employment: 'employee' },
        request: { environment: 'staging', level: 'read' },
      }),
      'ALLOWED',
      ['request.days=30'],
    ],
    [
      'two decisions at once',
      scene([access, freeze], {
        requester: { employment: 'employee', mfa: true },
        request: { environment: 'staging', level: 'read', days: 90 },
        desk: { frozen: true },
      }),
      'ALLOWED',
      ['desk.frozen=false request.days=30'],
    ],
    [
      'another category is another request',
      scene(
        [
          access,
          decision('other', 'first', [rule('all', null, allowed)], {
            applies: compare('ticket.category', 'equals', 'other'),
          }),
        ],
        { requester: { employment: 'employee', mfa: true }, request: { environment: 'production' } },
      ),
      'ALLOWED',
      ['request.days=30 request.environment=staging request.level=read'],
    ],
    ['nothing is about it', scene([access], { ticket: { category: 'other' } }), 'ALLOWED', []],
    ['no rule says so', scene([decision('no', 'first', [rule('all', null, denied)])]), 'ALLOWED', []],
  ])('%s', (_, from, wanted, expected) => {
    expect(told(from, wanted)).toEqual(expected);
  });

  test('a result that is there already needs nothing', () => {
    expect(whatWouldDecide(scene([freeze]), 'ALLOWED')).toEqual({ already: true, ways: [] });
  });

  test('what a decision sets is followed back to what can be changed', () => {
    const settle = (all: JsonObject): JsonObject => {
      const result = decide(catalogue, all);
      const set = result.outcome === 'decided' ? result.values['request.catalogue'] : null;
      return { ...all, request: { ...(all['request'] as JsonObject), catalogue: set ?? null } };
    };
    const from = { ...scene([catalogue, software], { request: { software: 'nmap' } }), settle };
    expect(told(from, 'ALLOWED')).toEqual(['request.software=vlc']);
  });

  test('each change says what it must be, and where that is written', () => {
    const [way] = whatWouldDecide(scene([freeze], { desk: { frozen: true } }), 'ALLOWED').ways;
    expect(way).toEqual({
      changes: [
        {
          kind: 'fact',
          fact: 'desk.frozen',
          value: false,
          must: { operator: 'equals', operand: false, be: 'holds' },
          reference: '#/desk.frozen',
        },
      ],
      classification: classify([freeze], { desk: { frozen: false } }),
    });
  });
});

/** Small decisions over four facts with three values each. */
const names = ['t.a', 't.b', 't.c', 't.d'];
const options = ['x', 'y', 'z'];
const leaf = fc
  .tuple(fc.constantFrom(...names), fc.constantFrom('equals', 'is_not'), fc.constantFrom(...options))
  .map(([fact, operator, value]) => compare(fact, operator, value));
const when = fc.oneof(
  leaf,
  fc.array(leaf, { minLength: 1, maxLength: 2 }).map((of) => all(...of)),
  fc.array(leaf, { minLength: 1, maxLength: 2 }).map((of): Condition => ({ kind: 'any', of, reference: '#/any' })),
  leaf.map((of): Condition => ({ kind: 'not', of, reference: '#/not' })),
);
const randomDecision = fc
  .tuple(
    fc.constantFrom<HitPolicy[]>('first', 'unique', 'any', 'collect'),
    fc.array(fc.tuple(when, fc.constantFrom(denied, allowed, asks)), { minLength: 1, maxLength: 4 }),
    fc.boolean(),
  )
  .map(([hit, rules, rest]) =>
    decision('d', hit, [
      ...rules.map(([condition, then], index) => rule(`r${index}`, condition, then)),
      ...(rest ? [rule('rest', null, denied)] : []),
    ]),
  );
const randomFacts = fc.record({
  a: fc.constantFrom('x', 'y', null),
  b: fc.constantFrom('x', 'z', null),
  c: fc.constantFrom('y', 'z', null),
  d: fc.constantFrom(...options),
});

/** The fewest changes that would do, by trying all. */
function fewest(from: Decision, t: JsonObject, wanted: ClassificationResult): number | null {
  let best: number | null = null;
  for (const a of options)
    for (const b of options)
      for (const c of options)
        for (const d of options) {
          const other: JsonObject = { a, b, c, d };
          const kept = names.map((name) => name.slice(2));
          for (let mask = 0; mask < 16; mask += 1) {
            const mixed = Object.fromEntries(
              kept.map((name, index) => [name, (mask >> index) % 2 === 1 ? (other[name] ?? null) : (t[name] ?? null)]),
            );
            const changed = kept.filter((name) => mixed[name] !== t[name]).length;
            if ((best === null || changed < best) && classify([from], { t: mixed }).decision === wanted) best = changed;
          }
        }
  return best;
}

describe('every way', () => {
  const wanted = fc.constantFrom<ClassificationResult[]>('ALLOWED', 'REQUIRES_APPROVAL', 'DENIED');

  test('does what it says, needs all its changes, and none is found where there is none', () => {
    fc.assert(
      fc.property(randomDecision, randomFacts, wanted, (from, t, result) => {
        const answer = whatWouldDecide({ decisions: [from], facts: { t }, valuesOf: () => options }, result);
        for (const { changes, classification } of answer.ways) {
          const after = (some: typeof changes): ClassificationResult =>
            classify([from], {
              t: { ...t, ...Object.fromEntries(some.map(({ fact, value }) => [fact.slice(2), value])) },
            }).decision;
          expect(classification.decision).toBe(result);
          expect(after(changes)).toBe(result);
          for (const index of changes.keys()) expect(after(changes.toSpliced(index, 1))).not.toBe(result);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('of small decisions the shortest way is nearly always found', () => {
    let asked = 0;
    let shortest = 0;
    for (const [from, t, result] of fc.sample(
      fc.tuple(randomDecision, randomFacts, fc.constantFrom<ClassificationResult[]>('ALLOWED', 'REQUIRES_APPROVAL')),
      {
        numRuns: 200,
        seed: 7,
      },
    )) {
      const answer = whatWouldDecide({ decisions: [from], facts: { t }, valuesOf: () => options }, result);
      const least = answer.already ? null : fewest(from, t, result);
      if (least === null) continue;
      asked += 1;
      if (answer.ways[0]?.changes.length === least) shortest += 1;
    }
    expect(asked).toBeGreaterThan(50);
    expect(shortest / asked).toBeGreaterThan(0.9);
  });
});

import { describe, expect, test } from 'vitest';
import { PolicyFault } from '@deskbook/policies';
import type { Json, JsonObject } from '@deskbook/policies';
import type { Condition } from '@deskbook/policies/conditions';
import { decide } from '@deskbook/policies/rules';
import type { Decision, HitPolicy, Rule } from '@deskbook/policies/rules';

const is = (fact: string, value: Json): Condition => ({
  kind: 'compare',
  fact,
  operator: 'equals',
  operand: { value },
  reference: 'when',
});
const rule = (id: string, when: Condition | null, then: JsonObject, more: Partial<Rule> = {}): Rule => ({
  id,
  when,
  // oxlint-disable-next-line unicorn/no-thenable -- the word of the language; rules are never awaited
  then,
  reference: `decision/d#/rules/${id}`,
  cites: [],
  ...more,
});
const decision = (hit: HitPolicy, rules: readonly Rule[], more: Partial<Decision> = {}): Decision => ({
  id: 'd',
  hit,
  sets: ['level', 'points'],
  rules,
  reference: 'decision/d',
  ...more,
});

const high = rule('high', is('t.impact', 'high'), { level: 'P1', points: 3 });
const vip = rule('vip', is('t.vip', true), { level: 'P2', points: 5 });
const old = rule('old', is('t.old', true), { level: 'P1', points: 3 });
const rest = rule('rest', null, { level: 'P4', points: 0 });

const odd = rule('odd', is('t.vip', true), { level: 'P9' });
const bare = rule('bare', is('t.vip', true), { level: 'P3' });

const both = { t: { impact: 'high', vip: true, old: false } };
const onlyVip = { t: { impact: 'low', vip: true, old: false } };
const none = { t: { impact: 'low', vip: false, old: false } };
const unknownVip = { t: { impact: 'high', old: false } };
const order = { level: ['P1', 'P2', 'P3', 'P4'] };

/** A result in one line: what it is, the rules, and what was set or is missing. */
function told(one: Decision, facts: JsonObject): string {
  const result = decide(one, facts);
  if (result.outcome === 'no_rule') return 'no_rule';
  const rules = result.rules.map(({ id }) => id).join('+');
  if (result.outcome === 'decided') return `${rules}: ${JSON.stringify(result.values)}`;
  return result.outcome === 'missing' ? `missing ${result.missing.join(' ')} for ${rules}` : `conflict ${rules}`;
}

describe('hit policies', () => {
  const three = [high, vip, old];
  test.each<[HitPolicy, JsonObject, string, readonly Rule[]]>([
    ['first', both, 'high: {"level":"P1","points":3}', [high, vip, rest]],
    ['first', none, 'rest: {"level":"P4","points":0}', [high, vip, rest]],
    ['first', none, 'no_rule', [high, vip]],
    ['first', unknownVip, 'missing t.vip for vip', [vip, high, rest]],
    ['first', unknownVip, 'high: {"level":"P1","points":3}', [high, vip, rest]],
    ['unique', onlyVip, 'vip: {"level":"P2","points":5}', three],
    ['unique', both, 'conflict high+vip', three],
    ['unique', none, 'no_rule', three],
    ['unique', unknownVip, 'missing t.vip for vip', three],
    ['unique', none, 'rest: {"level":"P4","points":0}', [...three, rest]],
    ['unique', unknownVip, 'missing t.vip for vip', [vip, rest]],
    ['any', { t: { impact: 'high', old: true } }, 'high+old: {"level":"P1","points":3}', [high, old]],
    ['any', both, 'conflict high+vip', [high, vip]],
    ['any', { t: { impact: 'high' } }, 'high: {"level":"P1","points":3}', [high, old]],
    ['any', unknownVip, 'missing t.vip for vip', [high, vip]],
    ['any', { t: { impact: 'low' } }, 'missing t.vip for vip', [high, vip]],
    ['any', none, 'no_rule', [high, vip]],
    ['priority', both, 'high: {"level":"P1","points":3}', [vip, high]],
    ['priority', { t: { impact: 'high', old: true } }, 'high: {"level":"P1","points":3}', [high, old]],
    ['priority', unknownVip, 'high: {"level":"P1","points":3}', [vip, high]],
    ['priority', { t: { vip: true } }, 'missing t.impact for high', [vip, high]],
    ['priority', none, 'no_rule', [vip, high]],
    ['priority', both, 'high: {"level":"P1","points":3}', [odd, high]],
    ['rule_order', both, 'vip+high: {"level":["P2","P1"],"points":[5,3]}', [vip, high, old]],
    ['rule_order', none, 'no_rule', three],
    ['rule_order', unknownVip, 'missing t.vip for vip', three],
    ['output_order', both, 'high+vip: {"level":["P1","P2"],"points":[3,5]}', [vip, high]],
    ['output_order', unknownVip, 'missing t.vip for vip', [vip, high]],
    ['collect', both, 'vip+high: {"level":["P2","P1"],"points":[5,3]}', [vip, high, rest]],
    ['collect', none, 'rest: {"level":["P4"],"points":[0]}', [vip, high, rest]],
    ['collect', both, 'bare+high: {"level":["P3","P1"],"points":[3]}', [bare, high]],
  ])('%s over %j: %s', (hit, facts, expected, rules) => {
    expect(told(decision(hit, rules, { order }), facts)).toBe(expected);
  });

  test.each<[HitPolicy, JsonObject, string]>([
    ['collect_sum', both, 'high+vip: {"points":8}'],
    ['collect_min', both, 'high+vip: {"points":3}'],
    ['collect_max', both, 'high+vip: {"points":5}'],
    ['collect_count', both, 'high+vip: {"points":2}'],
    ['collect_sum', none, 'no_rule'],
    ['collect_count', none, ': {"points":0}'],
    ['collect_sum', unknownVip, 'missing t.vip for vip'],
  ])('%s over %j: %s', (hit, facts, expected) => {
    expect(told(decision(hit, [high, vip], { sets: ['points'] }), facts)).toBe(expected);
  });

  test('ranks by the second name where the first is equal', () => {
    const few = rule('few', is('t.vip', true), { level: 'P1', points: 1 });
    const ranked = decision('priority', [high, few], { order: { ...order, points: [1, 3] } });
    expect(told(ranked, both)).toBe('few: {"level":"P1","points":1}');
  });

  test('a result names its rules with what people are told, and gives each row', () => {
    const cited = rule('mfa', is('t.vip', true), { level: 'P1' }, { say: { en: 'Enrol.' }, cites: ['access#mfa'] });
    expect(decide(decision('first', [cited]), both)).toEqual({
      outcome: 'decided',
      values: { level: 'P1' },
      rules: [{ id: 'mfa', say: { en: 'Enrol.' }, reference: 'decision/d#/rules/mfa', cites: ['access#mfa'] }],
      rows: [{ level: 'P1' }],
    });
    expect(decide(decision('collect', [high, vip]), both)).toMatchObject({ rows: [high.then, vip.then] });
  });

  test('missing facts of several rules are named once, in order', () => {
    const two = [
      rule('b', is('t.vip', true), {}),
      rule('a', { kind: 'all', of: [is('t.age', 1), is('t.vip', true)], reference: '' }, {}),
    ];
    expect(told(decision('collect', two), { t: {} })).toBe('missing t.age t.vip for b+a');
  });

  test.each<[string, Decision]>([
    ['priority without an order', decision('priority', [high])],
    ['priority with an order of something else', decision('priority', [high], { order: { risk: ['LOW'] } })],
    ['a sum of texts', decision('collect_sum', [high], { sets: ['level'] })],
    ['a hit policy that is none', decision('last' as HitPolicy, [high])],
  ])('%s is a fault of the definition', (_, malformed) => {
    expect(() => decide(malformed, both)).toThrow(PolicyFault);
  });
});

test.each<HitPolicy>(['first', 'any', 'priority', 'collect'])('otherwise stands last, also with %s', (hit) => {
  const early = decision(hit, [high, rest, vip], { order: { level: ['P1', 'P2'] } });
  expect(() => decide(early, { t: { impact: 'high' } })).toThrow(PolicyFault);
  expect(() => decide(early, {})).toThrow('rule rest is otherwise, and does not stand last');
});

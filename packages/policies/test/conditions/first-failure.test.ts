import { explain, firstFailure } from '@deskbook/policies/conditions';
import type { Condition } from '@deskbook/policies/conditions';
import type { Json } from '@deskbook/policies';
import { expect, test } from 'vitest';

let written = 0;
const compare = (fact: string, operator: string, value: Json): Condition =>
  ({ kind: 'compare', fact, operator, operand: { value }, reference: `#/${(written += 1)}` }) as Condition;
const all = (...of: Condition[]): Condition => ({ kind: 'all', of, reference: '#/all' });
const any = (...of: Condition[]): Condition => ({ kind: 'any', of, reference: '#/any' });
const not = (of: Condition): Condition => ({ kind: 'not', of, reference: '#/not' });
const some = (of: Condition): Condition => ({ kind: 'some', fact: 't.list', of, reference: '#/some' });
const every = (of: Condition): Condition => ({ kind: 'every', fact: 't.list', of, reference: '#/every' });
const vip = compare('t.vip', 'equals', true);
const high = compare('t.impact', 'equals', 'high');
const old = compare('t.age', 'gt', 5);
const open = compare('state', 'equals', 'open');

const low = { t: { impact: 'low', vip: false, age: 9, list: [{ state: 'shut' }, { state: 'open' }] } };
const unknown = { t: { impact: 'high', age: 9 } };

test.each<[what: string, condition: Condition, facts: { [root: string]: Json }, failure: string | null]>([
  ['what holds', old, low, null],
  ['a comparison', high, low, 't.impact equals "high", saw "low": fails'],
  ['the first of all that fails', all(old, high, vip), low, 't.impact equals "high", saw "low": fails'],
  ['a failure before what is undecided', all(vip, compare('t.age', 'lt', 5)), unknown, 't.age lt 5, saw 9: fails'],
  ['what is undecided, where nothing fails', all(high, vip), unknown, 't.vip equals true, saw null: undecided (t.vip)'],
  ['the first of any', any(vip, high), low, 't.vip equals true, saw false: fails'],
  [
    'the undecided one of any',
    any(compare('t.age', 'lt', 5), vip),
    unknown,
    't.vip equals true, saw null: undecided (t.vip)',
  ],
  ['what holds under not', not(any(high, old)), low, 't.age gt 5, saw 9: holds'],
  ['the first of all under not', not(all(old, not(vip))), low, 't.age gt 5, saw 9: holds'],
  ['a record of a list', every(open), low, 't.list.state equals "open", saw "shut": fails'],
  [
    'the first record of some',
    some(compare('state', 'equals', 'lost')),
    low,
    't.list.state equals "lost", saw "shut": fails',
  ],
  ['an empty list', some(open), { t: { list: [] } }, 't.list some null, saw []: fails'],
  ['no list', some(open), { t: {} }, 't.list some null, saw null: undecided (t.list)'],
  ['an empty list under not', not(every(open)), { t: { list: [] } }, 't.list every null, saw []: holds'],
  ['deep inside', all(old, any(vip, all(old, not(old)))), low, 't.vip equals true, saw false: fails'],
  ['any of nothing', any(), low, null],
])('%s', (_, condition, facts, expected) => {
  const failure = firstFailure(explain(condition, facts));
  const said =
    failure &&
    `${failure.fact} ${failure.operator} ${JSON.stringify(failure.operand)}, saw ${JSON.stringify(failure.seen)}: ${failure.truth}${failure.missing.length > 0 ? ` (${failure.missing.join(' ')})` : ''}`;
  expect(said).toBe(expected);
});

test('it says where the comparison was written, and which fact it was compared with', () => {
  const condition: Condition = {
    kind: 'all',
    of: [
      vip,
      { kind: 'compare', fact: 't.owner', operator: 'equals', operand: { fact: 'r.id' }, reference: '#/owner' },
    ],
    reference: '#/all',
  };
  expect(firstFailure(explain(condition, { t: { vip: true, owner: 'kim' }, r: { id: 'max' } }))).toEqual({
    fact: 't.owner',
    operator: 'equals',
    operand: 'max',
    operandFact: 'r.id',
    seen: 'kim',
    truth: 'fails',
    missing: [],
    reference: '#/owner',
  });
});

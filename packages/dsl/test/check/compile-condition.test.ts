import { evaluate } from '@deskbook/policies/conditions';
import { describe, expect, it } from 'vitest';
import type { Json } from '@deskbook/policies';
import type { FactModel } from '../../src/bundle/fact-model.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { compileCondition } from '../../src/check/compile-condition.ts';
import { plainField } from '../../src/check/plain-field.ts';
import { modelScope } from '../../src/check/scope.ts';
import { placeFor } from './place-for.ts';

const model: FactModel = {
  records: {
    ticket: {
      id: plainField('text'),
      priority: plainField('text', { oneOf: ['CRITICAL', 'HIGH', 'LOW'], also: { P1: 'CRITICAL' } }),
      age: plainField('duration'),
      text: plainField('text'),
      labels: plainField('text', { list: true }),
      created_at: plainField('time'),
      requester: plainField('person'),
      asset: plainField('asset', { optional: true }),
      extra: plainField('json'),
      blocked_by: plainField('record', {
        list: true,
        fields: { state: plainField('text', { oneOf: ['open', 'closed'] }), owner: plainField('person') },
      }),
    },
    person: { id: plainField('person'), mfa: plainField('yes_no'), name: plainField('text') },
  },
  roots: {
    ticket: { type: 'ticket' },
    requester: { type: 'person', from: 'ticket.requester' },
    now: { type: 'time' },
  },
  derived: {},
};

function compile(raw: Json) {
  const diagnostics: Diagnostic[] = [];
  const condition = compileCondition(
    raw,
    placeFor({ scope: modelScope(model), report: (one) => diagnostics.push(one), pointer: '/when' }),
  );
  return { condition, diagnostics };
}

describe('conditions that compile', () => {
  it('takes a bare value as equals, and names the place', () => {
    expect(compile({ 'ticket.priority': 'HIGH' })).toEqual({
      diagnostics: [],
      condition: {
        kind: 'compare',
        fact: 'ticket.priority',
        operator: 'equals',
        operand: { value: 'HIGH' },
        reference: 'trigger/t#/when/ticket.priority',
      },
    });
  });

  it('takes several keys as all of them', () => {
    expect(compile({ 'ticket.priority': 'HIGH', 'requester.mfa': true }).condition).toMatchObject({
      kind: 'all',
      of: [{}, {}],
      reference: 'trigger/t#/when',
    });
  });

  it.each<[string, Json, object]>([
    ['alias', { 'ticket.priority': 'P1' }, { operand: { value: 'CRITICAL' } }],
    [
      'aliases in a list',
      { 'ticket.priority': { in: ['P1', 'LOW'] } },
      { operator: 'in', operand: { value: ['CRITICAL', 'LOW'] } },
    ],
    ['duration', { 'ticket.age': { lt: '4h' } }, { operator: 'lt', operand: { value: 14_400_000 } }],
    ['within', { 'ticket.created_at': { within: '1m30s' } }, { operator: 'within', operand: { value: 90_000 } }],
    [
      'before, in UTC',
      { 'ticket.created_at': { before: '2026-03-27T14:00:00+01:00' } },
      { operand: { value: '2026-03-27T13:00:00.000Z' } },
    ],
    [
      'pattern',
      { 'ticket.text': { matches: '(?i)\\bvpn\\b' } },
      { operator: 'matches', operand: { value: '(?i)\\bvpn\\b' } },
    ],
    ['list', { 'ticket.labels': { has: 'wifi' } }, { operator: 'has', operand: { value: 'wifi' } }],
    ['empty', { 'ticket.labels': { empty: false } }, { operator: 'empty', operand: { value: false } }],
    ['known', { 'ticket.asset': { known: true } }, { operator: 'known', operand: { value: true } }],
    ['another fact', { 'ticket.requester': '{{requester.id}}' }, { operand: { fact: 'requester.id' } }],
    ['anything below json', { 'ticket.extra.a.b': 3 }, { fact: 'ticket.extra.a.b', operand: { value: 3 } }],
    [
      'records, compared with what is around them',
      { 'ticket.blocked_by': { every: { owner: '{{requester.id}}' } } },
      { kind: 'every', of: { fact: 'owner', operand: { fact: 'requester.id' } } },
    ],
    [
      'records of which nothing is known',
      { 'ticket.extra.list': { some: { any: [{ 'a.b': 1 }, { not: { c: true } }] } } },
      { kind: 'some', of: { kind: 'any' } },
    ],
    ['amounts of which nothing is known', { 'ticket.extra.n': { gt: 1 } }, { operator: 'gt', operand: { value: 1 } }],
    [
      'times of which nothing is known',
      { 'ticket.extra.t': { before: '2026-01-01T00:00:00Z' } },
      { operand: { value: '2026-01-01T00:00:00.000Z' } },
    ],
    [
      'records',
      { 'ticket.blocked_by': { some: { state: { is_not: 'closed' } } } },
      { kind: 'some', fact: 'ticket.blocked_by', of: { fact: 'state' } },
    ],
    ['any', { any: [{ 'requester.mfa': true }, { 'ticket.priority': 'LOW' }] }, { kind: 'any', of: [{}, {}] }],
    ['not', { not: { 'requester.mfa': true } }, { kind: 'not', of: { fact: 'requester.mfa' } }],
    [
      'two operators',
      { 'ticket.age': { gt: '1h', lt: '4h' } },
      { kind: 'all', of: [{ operator: 'gt' }, { operator: 'lt' }] },
    ],
  ])('%s', (_, raw, condition) => {
    const compiled = compile(raw);
    expect(compiled.diagnostics).toEqual([]);
    expect(compiled.condition).toMatchObject(condition);
    // What passes the check is never refused where it is decided.
    expect(compiled.condition && evaluate(compiled.condition, {}).truth).toMatch(/^(holds|fails|undecided)$/);
  });
});

describe('conditions that do not', () => {
  it.each<[string, Json, string, string | undefined]>([
    [
      'there is no fact `ticket.prioritty`',
      { 'ticket.prioritty': 'HIGH' },
      'unknown-fact',
      'did you mean `ticket.priority`',
    ],
    ['there is no fact `tiket.priority`', { 'tiket.priority': 'HIGH' }, 'unknown-fact', 'did you mean `ticket`'],
    [
      'there is no fact `ticket.requester.name`',
      { 'ticket.requester.name': 'x' },
      'unknown-fact',
      '`ticket.requester` holds an id; did you mean `requester.name`',
    ],
    ['there is no fact `ticket.constructor`', { 'ticket.constructor': 'x' }, 'unknown-fact', undefined],
    ['`ticket.priority` has no value `HIHG`', { 'ticket.priority': 'HIHG' }, 'unknown-value', 'did you mean `HIGH`'],
    [
      '`lt` does not apply to `ticket.text`, which is a text',
      { 'ticket.text': { lt: 3 } },
      'wrong-operator',
      'use `equals`, `is_not`, `in`, `not_in`, `matches`, `contains`, `known`',
    ],
    ['there is no operator `matchs`', { 'ticket.text': { matchs: 'x' } }, 'unknown-operator', 'did you mean `matches`'],
    [
      '`yes` is not true or false, as `requester.mfa` is',
      { 'requester.mfa': 'yes' },
      'wrong-value',
      'write `true` or `false`',
    ],
    [
      '`(?=x)` is not a pattern of RE2: invalid or unsupported Perl syntax: `(?=`',
      { 'ticket.text': { matches: '(?=x)' } },
      'invalid-pattern',
      'RE2 has no look-around and no back-references',
    ],
    [
      'there is no fact `requester.naem`',
      { 'ticket.text': '{{requester.naem}}' },
      'unknown-fact',
      'did you mean `requester.name`',
    ],
    [
      'a fact is compared with a literal or with exactly one `{{path}}`',
      { 'ticket.text': 'hello {{requester.name}}' },
      'mixed-operand',
      undefined,
    ],
    [
      '`ticket.requester` is the id of a person and `ticket.asset` is the id of an asset',
      { 'ticket.requester': '{{ticket.asset}}' },
      'wrong-type',
      undefined,
    ],
    [
      'this is counted by the clock',
      { 'ticket.age': { lt: '8 business hours' } },
      'business-time',
      'write clock time such as `48h`',
    ],
    ['`in` takes a list', { 'ticket.priority': { in: 'HIGH' } }, 'wrong-value', 'write `in: [HIGH]`'],
    ['`any` takes a list of at least one condition', { any: [] }, 'invalid-condition', undefined],
    [
      '`ticket.asset` has no value here',
      { 'ticket.asset': null },
      'wrong-value',
      'to ask whether there is one, write `{ known: false }`',
    ],
    ['`some` needs a list of records', { 'ticket.labels': { some: { state: 'x' } } }, 'wrong-operator', undefined],
    ['a condition compares at least one fact', { not: {} }, 'invalid-condition', undefined],
    ['a condition is a mapping', { any: ['x'] }, 'invalid-condition', 'write it as in `ticket.priority: HIGH`'],
    [
      'conditions nest deeper than 16 levels',
      Array.from({ length: 20 }).reduce<Json>((inner) => ({ not: inner }), { 'requester.mfa': true }),
      'invalid-condition',
      'name a part of it as a decision',
    ],
    [
      '`ticket.priority` has one value, and this is a list',
      { 'ticket.priority': ['HIGH'] },
      'wrong-value',
      'write `{ in: [HIGH] }`',
    ],
    [
      '`within` takes a literal, never what a fact holds',
      { 'ticket.created_at': { within: '{{ticket.age}}' } },
      'mixed-operand',
      undefined,
    ],
    [
      '`2026-02-30T00:00:00Z` is not a time',
      { 'ticket.created_at': { after: '2026-02-30T00:00:00Z' } },
      'wrong-value',
      undefined,
    ],
    [
      '`contains` does not apply to `ticket.requester`',
      { 'ticket.requester': { contains: 'ada' } },
      'wrong-operator',
      undefined,
    ],
    ['`3` is not a text, as `matches` is', { 'ticket.text': { matches: 3 } }, 'wrong-value', "quote it: `'3'`"],
    [
      'there is no fact `stat`',
      { 'ticket.blocked_by': { every: { stat: 'open' } } },
      'unknown-fact',
      'did you mean `state`',
    ],
  ])('%s', (message, raw, name, help) => {
    const { condition, diagnostics } = compile(raw);
    expect(condition).toBeNull();
    expect(diagnostics).toEqual([
      expect.objectContaining({
        name,
        message: expect.stringContaining(message),
        ...(help === undefined ? {} : { help }),
      }),
    ]);
  });
});

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
        fields: { state: plainField('text', { oneOf: ['open', 'closed'] }) },
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
      'business time needs a calendar',
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

import { describe, expect, test } from 'vitest';
import type { Condition, Json, JsonObject } from '@deskbook/policies';
import type { Field, Fields } from '@deskbook/dsl/bundle';
import { validateForm, type FormOccasion } from '../../src/forms/validate-form.ts';
import { field } from '../kernel/build.ts';

const occasion: FormOccasion = { options: {}, now: '2026-03-02T09:00:00Z' };

/** What is said of one value, as `field: message`. */
function said(one: Field, value: Json): readonly string[] {
  const result = validateForm({ x: one }, { x: value }, occasion);
  return result.ok ? [] : result.fields.map(({ field: name, message }) => `${name}: ${message}`);
}

describe('what is wrong is said in plain words', () => {
  test.each<[Field, Json, string]>([
    [field('text'), 7, 'x: must be a text'],
    [field('person'), 7, 'x: must be a text'],
    [field('integer'), '7', 'x: must be a whole number'],
    [field('integer'), 1.5, 'x: must be a whole number'],
    [field('number'), true, 'x: must be a number'],
    [field('yes_no'), 'yes', 'x: must be yes or no'],
    [field('text', { list: true }), 'a', 'x: must be a list'],
    [field('text', { list: true }), ['a', 1], 'x.1: must be a text'],
    [field('record', { fields: {} }), [], 'x: must be a record'],
    [field('record', { fields: { street: field() } }), {}, 'x.street: must be filled in'],
    [field('record', { fields: {} }), { more: 1 }, 'x.more: is not part of this form'],
    [field('asset'), '', 'x: must not be empty'],
    [field('text', { min: 1 }), '', 'x: must not be empty'],
    [field('text', { min: 3 }), 'ab', 'x: must have at least 3 characters'],
    [field('text', { max: 1 }), 'ab', 'x: must have at most 1 character'],
    [field('text', { max: 3 }), 'abcd', 'x: must have at most 3 characters'],
    [field('integer', { min: 2 }), 1, 'x: must be at least 2'],
    [field('number', { max: 2.5 }), 3, 'x: must be at most 2.5'],
    [field('text', { pattern: '[0-9]{5}' }), '1234', 'x: does not have the form that is asked for'],
    [field('date'), 'tomorrow', 'x: must be a date such as 2026-03-27'],
    [field('time'), '2026-03-27', 'x: must be a time with its zone, such as 2026-03-27T14:00:00+01:00'],
    [field('text', { oneOf: ['a', 'b'] }), 'c', 'x: is not one of the offered values'],
    [field('text', { options: 'requester.assets' }), 'c', 'x: is not one of the offered values'],
    [field('integer', { oneOf: [1, 2] }), 'one', 'x: must be a whole number'],
    [field('date', { future: true }), '2026-03-01', 'x: must lie in the future'],
  ])('%j takes no %j', (one, value, message) => {
    expect(said(one, value)).toEqual([message]);
  });

  test('of everything at once, in order', () => {
    const fields = { a: field(), b: field('integer', { min: 1 }), c: field() };
    expect(validateForm(fields, { b: 0, d: 1 }, occasion)).toEqual({
      ok: false,
      fields: expect.arrayContaining([
        { field: 'a', message: 'must be filled in' },
        { field: 'b', message: 'must be at least 1' },
        { field: 'c', message: 'must be filled in' },
        { field: 'd', message: 'is not part of this form' },
      ]),
    });
  });
});

test('what was offered, and times still to come, are taken as often as they come', () => {
  const fields = {
    device: field('asset', { options: 'requester.assets', list: true }),
    until: field('date', { future: true, optional: true }),
  };
  const offers = { ...occasion, options: { device: ['a', 'b'] } };
  for (const form of [{ device: ['a', 'b'] }, { device: [], until: '2026-03-03' }]) {
    expect(validateForm(fields, form, offers)).toEqual({ ok: true, form });
  }
});

test('what is no JSON is not looked at', () => {
  const result = validateForm({ x: field('number') }, { x: Number.NaN }, occasion);
  expect(result).toEqual({ ok: false, fields: [{ field: '', message: 'holds something that is no JSON' }] });
});

describe('a field with a condition', () => {
  const remote: Condition = { kind: 'compare', fact: 'form.where', operator: 'equals', operand: { value: 'home' }, reference: '' }; // prettier-ignore
  const known = { ...remote, fact: 'requester.employment' };
  const forms = (when: Condition, more: Partial<Field> = {}): Fields => ({
    where: field('text', { default: 'office' }),
    address: field('text', { when, ...more }),
  });
  const missing = [{ field: 'address', message: 'must be filled in' }];
  const tooMuch = [{ field: 'address', message: 'is not asked for here' }];

  test.each<[string, Fields, JsonObject, readonly object[] | JsonObject]>([
    ['is required where it holds', forms(remote), { where: 'home' }, missing],
    ['is taken where it holds', forms(remote), { where: 'home', address: 'A' }, { where: 'home', address: 'A' }],
    ['may be optional even then', forms(remote, { optional: true }), { where: 'home' }, { where: 'home' }],
    ['is left out where it fails', forms(remote), { where: 'office' }, { where: 'office' }],
    ['is refused where it fails', forms(remote), { where: 'office', address: 'A' }, tooMuch],
    ['sees the defaults of the others', forms(remote), { address: 'A' }, tooMuch],
    [
      'has its default where it holds',
      forms(remote, { default: 'B' }),
      { where: 'home' },
      { where: 'home', address: 'B' },
    ],
    ['and none where it fails', forms(remote, { default: 'B' }), { where: 'office' }, { where: 'office' }],
    ['may be left out where it is undecided', forms(known), {}, { where: 'office' }],
    ['or not', forms(known), { address: 'A' }, { where: 'office', address: 'A' }],
  ])('%s', (_, fields, form, expected) => {
    const result = validateForm(fields, form, { ...occasion, facts: { requester: {} } });
    expect(result.ok ? result.form : result.fields).toEqual(expected);
  });

  test('is decided by the facts of the occasion, and open without any', () => {
    const facts = { requester: { employment: 'home' } };
    expect(validateForm(forms(known), {}, { ...occasion, facts })).toEqual({ ok: false, fields: missing });
    expect(validateForm(forms(remote), { where: 'home' }, occasion).ok).toBe(true);
    expect(validateForm(forms(remote), { address: 'A' }, occasion).ok).toBe(true);
  });
});

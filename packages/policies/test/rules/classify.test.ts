import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import type { Json, JsonObject } from '@deskbook/policies';
import type { Condition } from '@deskbook/policies/conditions';
import { classify } from '@deskbook/policies/rules';
import type { Decision, Rule } from '@deskbook/policies/rules';

const is = (fact: string, value: Json): Condition => ({
  kind: 'compare',
  fact,
  operator: 'equals',
  operand: { value },
  reference: 'when',
});
const rule = (id: string, when: Condition | null, then: JsonObject): Rule => ({
  id,
  when,
  // oxlint-disable-next-line unicorn/no-thenable -- the word of the language; rules are never awaited
  then,
  reference: id,
  cites: [`policy#${id}`],
});
const decision = (id: string, rules: readonly Rule[], more: Partial<Decision> = {}): Decision => ({
  id,
  hit: 'first',
  sets: ['decision', 'approval', 'risk'],
  rules,
  reference: `decision/${id}`,
  ...more,
});
const always = (id: string, then: JsonObject, more: Partial<Decision> = {}): Decision =>
  decision(id, [rule(`${id}-rule`, null, then)], more);

const allowed = always('allowing', { decision: 'ALLOWED', risk: 'LOW' });
const approval = always('approving', { decision: 'REQUIRES_APPROVAL', approval: 'data-access', risk: 'MEDIUM' });
const denied = always('denying', { decision: 'DENIED', risk: 'HIGH' });
const missing = decision('asking', [rule('mfa', is('requester.mfa', false), { decision: 'DENIED' })]);
const silent = decision('silent', [rule('never', is('ticket.id', 0), { decision: 'ALLOWED' })]);
const facts = { ticket: { id: 1 } };

describe('classification', () => {
  test.each<[string, readonly Decision[], string, string, string | null]>([
    ['nothing applies', [], 'DENIED', 'no_rule', null],
    ['no decision is a classification', [{ ...allowed, sets: ['risk'] }], 'DENIED', 'no_rule', null],
    ['one allows', [allowed], 'ALLOWED', 'rule', 'allowing'],
    ['approval beats allowance', [allowed, approval], 'REQUIRES_APPROVAL', 'rule', 'approving'],
    ['what is not known beats approval', [allowed, approval, missing], 'MISSING', 'missing', 'asking'],
    ['denial beats everything', [allowed, approval, missing, denied], 'DENIED', 'rule', 'denying'],
    ['a decision that applies and has no rule denies', [allowed, silent], 'DENIED', 'no_rule', 'silent'],
    ['a rule that denies is named before a hole', [silent, denied], 'DENIED', 'rule', 'denying'],
    [
      'a decision that does not apply is silent',
      [allowed, { ...denied, applies: is('ticket.id', 2) }],
      'ALLOWED',
      'rule',
      'allowing',
    ],
    ['one that applies speaks', [allowed, { ...denied, applies: is('ticket.id', 1) }], 'DENIED', 'rule', 'denying'],
    [
      'one that might apply is missing',
      [allowed, { ...allowed, id: 'maybe', applies: is('ticket.kind', 1) }],
      'MISSING',
      'missing',
      'maybe',
    ],
    ['a row without a decision denies', [always('odd', { risk: 'LOW' })], 'DENIED', 'no_rule', 'odd'],
    ['a row with an unknown decision denies', [always('odd', { decision: 'allowed' })], 'DENIED', 'no_rule', 'odd'],
    ['nobody can write MISSING', [always('odd', { decision: 'MISSING' })], 'DENIED', 'no_rule', 'odd'],
  ])('%s', (_, decisions, result, reason, by) => {
    const classification = classify(decisions, facts);
    expect([classification.decision, classification.reason, classification.by]).toEqual([result, reason, by]);
  });

  test('gives what the rule set, its rules with their policies, and no more', () => {
    expect(classify([allowed, approval], facts)).toEqual({
      decision: 'REQUIRES_APPROVAL',
      reason: 'rule',
      by: 'approving',
      rules: [{ id: 'approving-rule', reference: 'approving-rule', cites: ['policy#approving-rule'] }],
      missing: [],
      values: { approval: 'data-access', risk: 'MEDIUM' },
    });
  });

  test('names all that is missing, of all decisions', () => {
    const other = decision('other', [rule('r', is('asset.tier', 1), { decision: 'ALLOWED' })], {
      applies: is('ticket.id', 1),
    });
    expect(classify([missing, other], facts).missing).toEqual(['asset.tier', 'requester.mfa']);
  });

  test('a conflict inside a decision denies', () => {
    const two = [
      rule('a', is('ticket.id', 1), { decision: 'ALLOWED' }),
      rule('b', is('ticket.id', 1), { decision: 'ALLOWED' }),
    ];
    expect(classify([decision('unsure', two, { hit: 'unique' })], facts)).toMatchObject({
      decision: 'DENIED',
      reason: 'conflict',
      by: 'unsure',
    });
  });

  test('of several rows the strictest counts', () => {
    const rows = [
      rule('a', is('ticket.id', 1), { decision: 'ALLOWED' }),
      rule('b', is('ticket.id', 1), { decision: 'DENIED' }),
    ];
    expect(classify([decision('all', rows, { hit: 'collect' })], facts)).toMatchObject({
      decision: 'DENIED',
      reason: 'rule',
    });
  });

  test('two different approvals are not one: dropping either would let somebody in', () => {
    const other = always('other', { decision: 'REQUIRES_APPROVAL', approval: 'it-director' });
    const none = always('none', { decision: 'REQUIRES_APPROVAL' });
    expect(classify([approval, other], facts)).toMatchObject({ decision: 'DENIED', reason: 'conflict', values: {} });
    expect(classify([approval, none], facts)).toMatchObject({ decision: 'DENIED', reason: 'conflict' });
    expect(classify([approval, { ...approval, id: 'again' }], facts)).toMatchObject({
      decision: 'REQUIRES_APPROVAL',
      by: 'approving',
    });
  });

  test('decisions that agree add to each other; the first one stays', () => {
    const more = always('more', { decision: 'ALLOWED', risk: 'HIGH', note: 'x' });
    expect(classify([allowed, more], facts).values).toEqual({ risk: 'LOW', note: 'x' });
  });

  test('one more decision never makes a request freer', () => {
    const strictness = ['ALLOWED', 'REQUIRES_APPROVAL', 'MISSING', 'DENIED'];
    const some = fc.array(fc.constantFrom(allowed, approval, missing, denied, silent), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(some, some, (one, other) => {
        const [before, after] = [classify(one, facts), classify([...one, ...other], facts)];
        expect(strictness.indexOf(after.decision)).toBeGreaterThanOrEqual(strictness.indexOf(before.decision));
      }),
    );
  });
});

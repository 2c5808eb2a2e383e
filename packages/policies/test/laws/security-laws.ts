import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Json } from '@deskbook/policies';
import { createAccess } from '@deskbook/policies/access';
import { evaluate } from '@deskbook/policies/conditions';
import type { Condition, Facts } from '@deskbook/policies/conditions';
import { classify, decide, indexRules } from '@deskbook/policies/rules';
import { policy, request } from '../access/arbitraries.ts';
import { classifications, decision, decisionFacts } from '../reference/decision-arbitraries.ts';
import { plainEngine } from '../reference/plain-engine.ts';
import { law } from './law.ts';

/** Harmless names, and what prototypes have under the names that take their place. */
const rulesRenamed = {
  team: 'valueOf', list: '__lookupGetter__', requester: 'hasOwnProperty', nobody: 'toLocaleString',
  approval: 'propertyIsEnumerable', risk: '__defineGetter__', one: 'isPrototypeOf',
}; // prettier-ignore
const accessRenamed = {
  dba: '__proto__', employee: 'constructor', auditor: 'valueOf', manager: 'hasOwnProperty', lena: 'isPrototypeOf', omar: '__defineGetter__',
  staff: 'toLocaleString', mfa: '__lookupGetter__', tier: 'propertyIsEnumerable', risk: '__defineSetter__', asset: 'prototype', databases: '__lookupSetter__',
}; // prettier-ignore

/** The same, with other names: every whole word of its JSON that is one of them. */
function renamed<T>(value: T, names: { readonly [name: string]: string }): T {
  const words = new RegExp(`\\b(?:${Object.keys(names).join('|')})\\b`, 'g');
  return JSON.parse(JSON.stringify(value).replaceAll(words, (word) => names[word] ?? word)) as T;
}

const byName = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

/** Lists of missing facts are sorted by name, so their order may differ. */
function unordered(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (key, each: unknown) =>
    key === 'missing' && Array.isArray(each) ? each.toSorted(byName) : each,
  );
}

const path = fc.constantFrom(
  '$..*', "$..[?(@.constructor.constructor('return process')().exit())]", '$', 'secret', 'ticket.secret',
); // prettier-ignore

/** What the rule library takes for a reference to a fact where it stands as a value, and other shapes it gives a meaning to. */
const shaped: fc.Arbitrary<Json> = fc.oneof(
  fc.record({ fact: fc.constantFrom('secret', 'facts', 'record', 'literal', 'window', 'quantified', 'ticket') }),
  fc.record({ fact: fc.constantFrom('facts', 'record'), path }),
  fc.record({ fact: fc.constant('literal'), params: fc.record({ value: fc.constantFrom('x', 1) }) }),
  fc.record({ condition: fc.constant('other') }),
  fc.record({ all: fc.constant([]) }),
  fc.constantFrom<Json[]>('$..*', '{{ticket.secret}}', { operator: 'equals', value: 'x' }),
);
const secret: Json = 'x';

/** Nothing in a rule, a policy or a fact reaches a prototype, a constructor, or another fact than the one it names. */
export const securityLaws = [
  law(
    'a decision does not change where its names are those of prototypes',
    1_000,
    [decision, decisionFacts],
    (one, facts) => {
      const [other, others] = [renamed(one, rulesRenamed), renamed(facts, rulesRenamed)];
      assert.deepEqual(unordered(decide(other, others)), unordered(renamed(decide(one, facts), rulesRenamed)));
    },
  ),

  law('nor does an index of its rules', 400, [decision, decisionFacts], (one, facts) => {
    const found = indexRules(renamed(one.rules, rulesRenamed)).hits(renamed(facts, rulesRenamed));
    assert.deepEqual(unordered(found), unordered(renamed(indexRules(one.rules).hits(facts), rulesRenamed)));
  }),

  law('nor a classification', 250, [classifications, decisionFacts], (some, facts) => {
    const kept = { ...rulesRenamed, approval: 'approval' };
    const found = classify(renamed(some, kept), renamed(facts, kept));
    assert.deepEqual(unordered(found), unordered(renamed(classify(some, facts), kept)));
  }),

  law('nor an answer of access', 600, [policy, request], (one, asked) => {
    const [other, others] = [renamed(one, accessRenamed), renamed(asked, accessRenamed)];
    const [found, expected] = [createAccess(other).may(others), createAccess(one).may(asked)];
    assert.deepEqual(unordered(found), unordered(renamed(expected, accessRenamed)));
  }),

  law(
    'a value that looks like a reference is a value',
    400,
    [shaped, shaped, fc.boolean()],
    async (literal, held, list) => {
      const operator = list ? 'in' : 'equals';
      const value = list ? [literal, 1] : literal;
      const compare = { kind: 'compare', fact: 'ticket.said', operator, reference: 'shaped' } as const;
      const facts: Facts = { ticket: { said: held, secret, other: value }, secret };
      const conditions: readonly Condition[] = [
        { ...compare, operand: { value } },
        { ...compare, operand: { fact: 'ticket.other' } },
        { ...compare, fact: 'ticket.secret', operand: { value } },
      ];
      const same = JSON.stringify(literal) === JSON.stringify(held) ? 'holds' : 'fails';
      const expected = [same, same, 'fails'];
      assert.deepEqual(
        conditions.map((one) => evaluate(one, facts).truth),
        expected,
      );
      assert.deepEqual(await plainEngine(conditions, facts), expected);
      const matched = indexRules(conditions.map((when) => ({ when })))
        .hits(facts)
        .matched.map(({ when }) => when);
      assert.deepEqual(
        matched,
        conditions.filter((_, index) => expected[index] === 'holds'),
      );
    },
  ),
];

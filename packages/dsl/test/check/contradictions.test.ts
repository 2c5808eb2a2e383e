import { describe, expect, it } from 'vitest';
import { mistakesIn } from './check-files.ts';

/** What is said of a rule's condition on one fact. */
const said = (fact: string, tests: string): readonly string[] =>
  mistakesIn(
    `kind: facts\nid: words\nbase: itil/1\nticket: { seats: { type: integer, optional: true } }\n---\nkind: decision\nid: d\nhit: first\nsets: { answer: text }\nrules: [{ id: a, when: { ${fact}: ${tests} }, then: { answer: a } }, { id: rest, otherwise: true, then: { answer: b } }]\n`,
  ).filter((line) => !line.startsWith('unused-def'));

describe('operators on one fact', () => {
  it.each([
    ['ticket.summary', '{ equals: a, is_not: a }'],
    ['ticket.summary', '{ equals: a, in: [b, c] }'],
    ['ticket.summary', "{ in: [abc, abd], matches: '^x' }"],
    ['ticket.summary', '{ equals: a, known: false }'],
    ['ticket.priority', '{ not_in: [CRITICAL, HIGH, MEDIUM], is_not: LOW }'],
    ['requester.mfa', '{ is_not: true, not_in: [false] }'],
    ['ticket.seats', '{ gt: 5, lt: 3 }'],
    ['ticket.seats', '{ gte: 5, lt: 5 }'],
    ['ticket.seats', '{ equals: 2, gt: 2 }'],
    ['ticket.age', '{ gt: 4h, lt: 30m }'],
    ['ticket.created_at', "{ after: '2026-03-02T00:00:00Z', before: '2026-03-01T00:00:00Z' }"],
  ])('%s: %s exclude each other', (fact, tests) => {
    expect(said(fact, tests)).toEqual([`contradiction: no value of \`${fact}\` is all of this at once`]);
  });

  it.each([
    ['ticket.summary', '{ is_not: a, not_in: [b] }'],
    ['ticket.summary', "{ in: [abc, xyz], matches: '^x' }"],
    ['ticket.summary', "{ equals: '{{ticket.category}}', is_not: a }"],
    ['ticket.seats', '{ gte: 5, lte: 5 }'],
    ['ticket.seats', '{ gt: 2, lt: 9, is_not: 4 }'],
    ['ticket.created_at', '{ within: 24h, older_than: 1h }'],
    ['ticket.labels', '{ has: a, has_any: [b] }'],
    ['ticket.priority', '{ known: true, is_not: LOW }'],
  ])('%s: %s do not', (fact, tests) => {
    expect(said(fact, tests)).toEqual([]);
  });
});

describe('an empty list', () => {
  it.each([
    ['ticket.priority', 'in', '`ticket.priority: { known: false }` for none'],
    ['ticket.priority', 'not_in', '`ticket.priority: { known: false }` for none'],
    ['ticket.labels', 'has_any', '`ticket.labels: { empty: true }` for an empty list'],
    ['ticket.labels', 'has_all', '`ticket.labels: { empty: true }` for an empty list'],
  ])('of %s says nothing with %s', (fact, operator, instead) => {
    expect(said(fact, `{ ${operator}: [] }`)).toEqual([
      `invalid-condition: \`${operator}\` has an empty list, which says nothing (write the values, or ${instead})`,
    ]);
  });
});

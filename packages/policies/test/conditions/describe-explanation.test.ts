import { describe, expect, test } from 'vitest';
import {
  describeComparison,
  describeExplanation,
  explain,
  firstFailure,
  plainText,
} from '@deskbook/policies/conditions';
import type { Condition, TextStyle } from '@deskbook/policies/conditions';

const compare = (fact: string, operator: string, value: unknown): Condition =>
  ({ kind: 'compare', fact, operator, operand: { value }, reference: '' }) as Condition;

describe('why a condition is what it is', () => {
  const facts = {
    now: '2026-03-27T12:00:00Z',
    ticket: { priority: 'P1', opened: '2026-03-27T11:00:00Z', tasks: [{ open: true }, { open: false }] },
    requester: { note: 'x'.repeat(200), groups: ['a b'] },
  };
  const lines = (condition: Condition) => describeExplanation(explain(condition, facts));

  test.each([
    ['equals', compare('ticket.priority', 'equals', 'P1'), '✓ ticket.priority is P1 · it is P1'],
    ['in', compare('ticket.priority', 'in', ['P2']), '✗ ticket.priority is one of ["P2"] · it is P1'],
    ['absent', compare('ticket.vip', 'equals', true), '? ticket.vip is true · it has no value'],
    ['known', compare('ticket.vip', 'known', true), '✗ ticket.vip is known · it has no value'],
    ['unknown', compare('ticket.vip', 'known', false), '✓ ticket.vip is not known · it has no value'],
    ['not empty', compare('requester.groups', 'empty', false), '✓ requester.groups is not empty · it is ["a b"]'],
    ['age', compare('ticket.opened', 'within', 7_200_000), '✓ ticket.opened is no longer ago than 2h · it is 2026-03-27T11:00:00Z'], // prettier-ignore
  ])('%s', (_, condition, line) => expect(lines(condition)).toEqual([line]));

  test('a tree, indented, with every part', () => {
    const some: Condition = { kind: 'some', fact: 'ticket.tasks', of: compare('open', 'equals', true), reference: '' };
    const not: Condition = { kind: 'not', of: compare('ticket.priority', 'equals', 'P2'), reference: '' };
    expect(lines({ kind: 'all', of: [some, { kind: 'any', of: [not], reference: '' }], reference: '' })).toEqual([
      '✓ all of',
      '  ✓ some of ticket.tasks (2 entries)',
      '    ✓ ticket.tasks.open is true · it is true',
      '    ✗ ticket.tasks.open is true · it is false',
      '  ✓ any of',
      '    ✓ not',
      '      ✗ ticket.priority is P2 · it is P1',
    ]);
  });

  test('a list there is not, nothing asked, another fact, a long value', () => {
    const every: Condition = { kind: 'every', fact: 'ticket.gone', of: compare('open', 'equals', true), reference: '' };
    expect(lines(every)).toEqual(['? every of ticket.gone (has no value)']);
    expect(lines({ kind: 'all', of: [], reference: '' })).toEqual(['✓ nothing is asked']);
    const other: Condition = {
      ...compare('ticket.priority', 'equals', null),
      operand: { fact: 'ticket.vip' },
    } as never;
    expect(lines(other)).toEqual(['? ticket.priority is ticket.vip (no value) · it is P1']);
    expect(lines(compare('requester.note', 'equals', 'y'))[0]).toMatch(/x…$/);
  });
});

test('a comparison by itself, and set off as one likes', () => {
  const failed = firstFailure(explain(compare('requester.mfa', 'equals', true), { requester: { mfa: false } }));
  if (failed === null) throw new Error('it holds');
  expect(describeComparison(failed)).toBe('requester.mfa is true · it is false');
  const loud: TextStyle = { ...plainText, bold: (text) => `*${text}*`, bad: (text) => `<${text}>` };
  expect(describeComparison(failed, loud)).toBe('requester.mfa is true · it is *false*');
  expect(
    describeExplanation(explain(compare('requester.mfa', 'equals', true), { requester: { mfa: false } }), loud),
  ).toEqual(['<✗> requester.mfa is true · it is *false*']);
});

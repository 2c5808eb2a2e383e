import type { Comparison, Condition, Decision, Json, Rule } from '@deskbook/policies';
import { describe, expect, test } from 'vitest';
import {
  decisionsThatSetFacts,
  effectiveChanges,
  effectiveFacts,
  factsNeeded,
  setFacts,
} from '../../src/triggers/index.ts';
import type { DeskEvent } from '../../src/index.ts';
import { testBundle } from '../events/test-bundle.ts';

const equals = (fact: string, value: Json): Comparison => ({
  kind: 'compare',
  fact,
  operator: 'equals',
  operand: { value },
  reference: '',
});
const rule = (id: string, when: Condition | null, then: Rule['then']): Rule => ({
  id,
  when,
  // oxlint-disable-next-line unicorn/no-thenable -- the word of the language; rules are never awaited
  then,
  cites: [],
  reference: id,
});
const decision = (
  id: string,
  sets: readonly string[],
  rules: readonly Rule[],
  rest: Partial<Decision> = {},
): Decision => ({
  id,
  hit: 'first',
  sets,
  rules,
  reference: `decision/${id}#`,
  ...rest,
});

/** The last of a chain stands first, as it might in a folder. */
const chain = {
  alarm: decision('alarm', ['ticket.alarm'], [rule('loud', equals('ticket.noise', 'loud'), { 'ticket.alarm': true })]),
  noise: decision('noise', ['ticket.noise'], [rule('top', equals('ticket.floor', 'top'), { 'ticket.noise': 'loud' })]),
  floor: decision('floor', ['ticket.floor'], [rule('third', equals('ticket.level', 3), { 'ticket.floor': 'top' })]),
  gate: decision('gate', ['decision'], [rule('all', null, { decision: 'ALLOWED' })]),
};
const bundle = testBundle({ decisions: chain });

describe('decisions that set facts', () => {
  test('come after those whose facts they read', () => {
    expect(decisionsThatSetFacts(bundle).map(({ id }) => id)).toEqual(['floor', 'noise', 'alarm']);
    const { facts, decided } = setFacts(bundle, { ticket: { level: 3 } });
    expect(facts).toEqual({ ticket: { level: 3, floor: 'top', noise: 'loud', alarm: true } });
    expect(decided.map(({ outcome }) => outcome)).toEqual(['decided', 'decided', 'decided']);
  });

  test('that cannot decide leave what was told', () => {
    const { facts, decided } = setFacts(bundle, { ticket: { floor: 'cellar' } });
    expect(facts).toEqual({ ticket: { floor: 'cellar' } });
    expect(decided.map(({ outcome }) => outcome)).toEqual(['missing', 'no_rule', 'missing']);
  });

  test('that do not apply are not taken, and what is not there is not made up', () => {
    const only = { noise: { ...chain.noise, applies: equals('ticket.type', 'incident') } };
    expect(setFacts(testBundle({ decisions: only }), { ticket: { floor: 'top' } }).decided).toEqual([]);
    const other = { other: decision('other', ['request.kind'], [rule('any', null, { 'request.kind': 'x' })]) };
    expect(setFacts(testBundle({ decisions: other }), { ticket: {} }).facts).toEqual({ ticket: {} });
  });

  test('in a circle are each taken once', () => {
    const circle = {
      one: decision('one', ['ticket.a'], [rule('r', equals('ticket.b', 1), { 'ticket.a': 1 })]),
      two: decision('two', ['ticket.b'], [rule('r', equals('ticket.a', 1), { 'ticket.b': 1 })]),
    };
    expect(decisionsThatSetFacts(testBundle({ decisions: circle })).map(({ id }) => id)).toEqual(['two', 'one']);
  });
});

test('the facts an event needs are those of every decision and of its triggers', () => {
  expect(factsNeeded(bundle, 'ticket.created')).toEqual(['ticket.floor', 'ticket.level', 'ticket.noise']);
});

describe('an event over what was recorded', () => {
  const event = (
    time: string,
    facts: DeskEvent['data']['facts'],
    changes: DeskEvent['data']['changes'] = [],
  ): DeskEvent => ({
    specversion: '1.0',
    id: '1',
    source: 's',
    type: 'ticket.updated',
    subject: 'T',
    time,
    data: { facts, changes, created: false, actor: null, own: null },
  });
  const recorded = {
    time: '2026-03-27T12:00:00.000Z',
    facts: { ticket: { id: 'T', state: 'open', noise: 'quiet' }, request: { system: 'a' } },
  };
  const noise = [{ decision: 'noise', outcome: 'decided' as const, values: { 'ticket.noise': 'loud' }, rules: [] }];

  test('wins where it is newer, and fills in where it is older', () => {
    const told = { ticket: { id: 'T', state: 'done', floor: 2 } };
    expect(effectiveFacts(event('2026-03-27T13:00:00.000Z', told), recorded)).toMatchObject({
      ticket: { state: 'done', noise: 'quiet', floor: 2 },
      request: { system: 'a' },
    });
    expect(effectiveFacts(event('2026-03-27T11:00:00.000Z', told), recorded)).toMatchObject({
      ticket: { state: 'open', floor: 2 },
    });
    expect(effectiveFacts(event('2026-03-27T11:00:00.000Z', {}), null)).toEqual({
      event: { id: '1', type: 'ticket.updated', source: 's', time: '2026-03-27T11:00:00.000Z' },
    });
  });

  test('changes what a decision now gives, whatever the vendor said of it', () => {
    const said = [
      { fact: 'ticket.noise', to: 'deafening' },
      { fact: 'ticket.state', to: 'done' },
    ] as const;
    const facts = { ticket: { id: 'T', state: 'done', noise: 'loud' } };
    const of = (time: string, before: typeof recorded | null) =>
      effectiveChanges(event(time, facts, said), facts, noise, before);
    expect(of('2026-03-27T13:00:00.000Z', recorded)).toEqual([
      said[1],
      { fact: 'ticket.noise', from: 'quiet', to: 'loud' },
    ]);
    expect(of('2026-03-27T13:00:00.000Z', null)).toEqual([said[1]]);
    expect(of('2026-03-27T11:00:00.000Z', recorded)).toEqual(said);
  });

  test('keeps what the vendor says changed to what is decided, where nothing is recorded yet', () => {
    const facts = { ticket: { id: 'T', noise: 'loud' } };
    const said = [{ fact: 'ticket.noise', from: 'quiet', to: 'loud' }];
    expect(effectiveChanges(event('2026-03-27T13:00:00.000Z', facts, said), facts, noise, null)).toEqual(said);
    expect(effectiveChanges(event('2026-03-27T13:00:00.000Z', facts, []), facts, noise, null)).toEqual([]);
  });
});

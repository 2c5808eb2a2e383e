import { describe, expect, test } from 'vitest';
import { advance, initialState } from '../../src/kernel/index.ts';
import type { Gate, RunState } from '../../src/kernel/index.ts';
import { approvalsGiven, gateOf, gatesOf, passesGates } from '../../src/kernel/gate.ts';
import { act, action, approval, graph, node } from './build.ts';
import { drive, perform, started } from './drive.ts';

const ask = node('ask', { kind: 'approve', approval: 'main' });
const last = node('last', { kind: 'approve', approval: 'last-word' }, { block: 'ask:expired' });
const over = graph([ask, last]);

const state = (
  gates: { readonly [decision: string]: Gate },
  given: readonly string[] = [],
  inherited: readonly string[] = [],
): RunState => {
  const { nodes, ...rest } = initialState(over);
  const outcome = (id: string) => (given.includes(id) ? 'approved' : null);
  const changed = Object.entries(nodes).map(([id, one]) => [id, { ...one, outcome: outcome(id) }]);
  return { ...rest, nodes: Object.fromEntries(changed), gates, approvals: inherited };
};
const gate = (result: Gate['result'], name: string | null = null): Gate => ({ result, approval: name });

describe('what passes', () => {
  test.each([
    ['nothing was classified', {}, [], [], 'yes'],
    ['allowed', { d: gate('ALLOWED') }, [], [], 'yes'],
    ['denied', { d: gate('DENIED') }, ['ask'], [], 'request_denied'],
    ['not decidable', { d: gate('MISSING') }, ['ask'], [], 'request_denied'],
    [
      'one that allows does not outweigh one that denies',
      { d: gate('DENIED'), e: gate('ALLOWED') },
      [],
      [],
      'request_denied',
    ],
    [
      'one that allows does not outweigh one that asks',
      { d: gate('REQUIRES_APPROVAL'), e: gate('ALLOWED') },
      [],
      [],
      'not_approved',
    ],
    ['approved', { d: gate('REQUIRES_APPROVAL', 'main') }, ['ask'], [], 'yes'],
    ['approved in the run it is a part of', { d: gate('REQUIRES_APPROVAL', 'main') }, [], ['main'], 'yes'],
    ['approved by something else', { d: gate('REQUIRES_APPROVAL', 'other') }, ['ask'], [], 'not_approved'],
    ['approved by what stands in its place', { d: gate('REQUIRES_APPROVAL', 'main') }, ['last'], [], 'yes'],
    [
      'approved by what it stands in the place of',
      { d: gate('REQUIRES_APPROVAL', 'last-word') },
      ['ask'],
      [],
      'not_approved',
    ],
    ['approved, where any will do', { d: gate('REQUIRES_APPROVAL') }, ['last'], [], 'yes'],
  ] as const)('%s', (_, gates, given, inherited, passes) => {
    expect(passesGates(over, state(gates, given, inherited))).toBe(passes);
  });
});

test.each([
  ['ALLOWED', 'ALLOWED'],
  ['REQUIRES_APPROVAL', 'REQUIRES_APPROVAL'],
  ['MISSING', 'MISSING'],
  ['DENIED', 'DENIED'],
  ['conflict', 'DENIED'],
  ['no_rule', 'DENIED'],
  ['anything', 'DENIED'],
])('the outcome %s leaves the gate %s', (outcome, result) => {
  expect(gateOf(outcome, { outcome: 'no_rule' })).toEqual({ result, approval: null });
});

test('a classification names its approval', () => {
  expect(gatesOf(null)).toEqual({});
  const classified = { decision: 'REQUIRES_APPROVAL', reason: 'rule', rules: [], missing: [] } as const;
  expect(gatesOf({ ...classified, by: 'd', values: { approval: 'main' } })).toEqual({
    d: gate('REQUIRES_APPROVAL', 'main'),
  });
  expect(gatesOf({ ...classified, by: null, values: {} })).toEqual({ '': gate('REQUIRES_APPROVAL') });
});

test('going back to before an approval takes it away, and what it established', () => {
  const back = {
    kind: 'go',
    to: 'ask',
    atMost: 1,
    otherwise: { kind: 'end', end: 'no', establishes: [] },
    establishes: [],
  } as const;
  const nodes = [
    node('ask', { kind: 'approve', approval: 'main' }, { establishes: ['approved'] }),
    act('a', 'x', { needs: ['ask'], requires: ['approved'], outcomes: { failed: back } }),
  ];
  const looped = graph(nodes, {}, [action('x')], [approval('main')]);
  const run = drive(looped, started);
  const { task } = run.find('open');
  const seats = [{ id: 'owners', role: 'owners', people: ['omar'] }];
  const opened = {
    type: 'opened',
    at: '2026-03-02T08:00:01Z',
    requester: 'lena',
    seats,
    deadline: null,
    asked: {},
  } as const;
  run.give({ type: 'approval.entry', task, entry: opened, node: 'ask', visit: 0 });
  const voted = { type: 'voted', at: '2026-03-02T08:00:02Z', by: 'omar', vote: 'approve', note: null } as const;
  run.give({ type: 'approval.entry', task, entry: voted, node: 'ask', visit: 0 });
  expect(approvalsGiven(looped, run.state())).toEqual(['main']);
  perform(run, 'a', { error: 'refused' });
  expect(run.open()).toEqual(['open approval ask']);
  expect(approvalsGiven(looped, run.state())).toEqual([]);
  expect(run.state().established).toEqual([]);
  expect(advance(looped, run.history()).state).toEqual(run.state());
});

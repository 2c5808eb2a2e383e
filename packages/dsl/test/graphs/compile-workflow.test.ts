import { describe, expect, it } from 'vitest';
import type { Node } from '../../src/bundle/node.ts';
import { checkDesk, workflowOf } from './lint-desk.ts';

/** The nodes of a workflow of these steps, by id. */
function nodesOf(steps: string, more = ''): { readonly [id: string]: Node } {
  const { bundle, diagnostics } = checkDesk({ ...workflowOf(steps, more), 'tree.yaml': tree, 'second.yaml': second });
  expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([]);
  return Object.fromEntries((bundle?.workflows['flow']?.nodes ?? []).map((node) => [node.id, node]));
}

const tree = `kind: tree
id: wifi
start: radio
if_unsure: desk
nodes: { radio: { ask: On?, if_yes: solved, if_no: desk } }
outcomes: { solved: { result: solved }, desk: { result: escalated } }
`;
const second = `kind: workflow
id: flow2
title: { en: The other, de: Der andere }
owner: owner
input: { person: person, note: { type: text, optional: true } }
one_run: { per: '{{input.person}}' }
steps: [{ id: look, task: Look, outcomes: { declined: { end: odd } } }]
cancel_when: { changed: { ticket.state: { to: [closed, cancelled] } }, when: { ticket.category: access } }
undo_window: 15m
undo_failed: { task: { role: staff, title: Roll back } }
ends: { odd: { title: Odd }, done: { requires: [] } }
plan: { id: '{{ticket.id}}', risks: [Loss], assumes: [begun], rollback: By hand, escalation: [owner], estimate: 4h }
`;
const steps = `  - { id: first, task: { en: Look at it, de: Sieh nach }, by: { role: owner, fallback: [staff] }, form: { note: text }, within: 2d, outcomes: { declined: hold, timed_out: { go: first, at_most: 2, else: { end: expired } } } }
  - { id: second, needs: [], do: database.grant, with: { user: '{{requester.id}}' }, establishes: [granted], outcomes: { failed: { task: { role: owner, title: By hand }, establishes: [by_hand] } } }
  - { id: third, approve: data-access, needs: [first, second], join: any, when: { ticket.category: access }, outcomes: { approved: { establishes: [approved] }, expired: { undo: all, end: expired } } }
  - { id: fourth, ask: '{{requester.id}}', title: How big?, form: { size: text }, outcomes: { declined: { continue: true } } }
  - { id: fifth, wait: { event: ticket.commented, match: { ticket.id: '{{ticket.id}}' } }, within: 1h, outcomes: { timed_out: continue } }
  - { id: sixth, wait: { until: { check: device.check, with: { asset: '{{ticket.asset}}', check: net }, when: { check.state: up } }, every: 5m } }
  - { id: seventh, wait: { until: '{{ticket.due_at}}' } }
  - { id: eighth, wait: { for: 1h } }
  - { id: ninth, tree: wifi, outcomes: { escalated: continue } }
  - { id: tenth, find: ticket, where: { other.asset: '{{ticket.asset}}' }, at_most: 5 }
  - { id: eleventh, run: flow2, with: { person: '{{requester.id}}' }, outcomes: { odd: continue } }
  - { id: twelfth, each: { in: '{{ticket.watchers}}', as: watcher, at_once: 4 }, steps: [{ id: inner, task: Call, by: { person: '{{watcher}}' }, outcomes: { declined: continue } }, { id: last, wait: { for: 1m } }], outcomes: { some_failed: continue, all_failed: continue } }
  - { id: thirteenth, choose: [{ id: a, when: { ticket.category: access }, steps: [{ id: in-a, wait: { for: 1m } }] }, { id: b, otherwise: true, steps: [{ id: in-b, wait: { for: 1m } }] }] }
  - { id: fourteenth, decide: kit, name: step_9, tools: [policy], estimate: 30m, privacy: { class: internal, keep: 1 year }, outcomes: { no_rule: { end: denied }, MISSING: hold } }
`;
const on = (kind: 'continue' | 'hold', establishes: readonly string[] = []) => ({ kind, establishes });
const ending = (end: string) => ({ kind: 'end', end, establishes: [] });

describe('a workflow, compiled', () => {
  const nodes = nodesOf(steps);

  it('stands flat, in reading order, each step in its block', () => {
    expect(Object.values(nodes).map(({ id, block }) => [id, block])).toEqual([
      ['first', null],
      ['second', null],
      ['second-failed', 'second:failed'],
      ['third', null],
      ['fourth', null],
      ['fifth', null],
      ['sixth', null],
      ['seventh', null],
      ['eighth', null],
      ['ninth', null],
      ['tenth', null],
      ['eleventh', null],
      ['twelfth', null],
      ['thirteenth', null],
      ['in-a', 'thirteenth:a'],
      ['in-b', 'thirteenth:b'],
      ['fourteenth', null],
    ]);
  });

  it('follows the step above, unless it says otherwise', () => {
    expect(['first', 'second', 'third', 'fourth', 'in-a'].map((id) => nodes[id]?.needs)).toEqual([
      [],
      [],
      ['first', 'second'],
      ['third'],
      [],
    ]);
    expect([nodes['first']?.join, nodes['third']?.join]).toEqual(['all', 'any']);
  });

  it('answers every outcome of every verb', () => {
    expect(Object.fromEntries(Object.values(nodes).map(({ id, outcomes }) => [id, outcomes]))).toEqual({
      first: {
        done: on('continue'),
        declined: on('hold'),
        timed_out: { kind: 'go', to: 'first', atMost: 2, otherwise: ending('expired'), establishes: [] },
      },
      second: {
        done: on('continue'),
        failed: { kind: 'block', establishes: [] },
        denied: on('hold'),
        refused: on('hold'),
      },
      'second-failed': { done: on('continue'), declined: on('hold') },
      third: {
        approved: on('continue', ['approved']),
        rejected: ending('rejected'),
        expired: { kind: 'undo', end: 'expired', establishes: [] },
        withdrawn: ending('cancelled'),
      },
      fourth: { answered: on('continue'), declined: on('continue') },
      fifth: { happened: on('continue'), timed_out: on('continue') },
      sixth: { happened: on('continue') },
      seventh: { happened: on('continue') },
      eighth: { happened: on('continue') },
      ninth: { solved: on('continue'), escalated: on('continue') },
      tenth: { found: on('continue'), none: on('continue') },
      eleventh: { done: on('continue'), odd: on('continue'), cancelled: on('hold') },
      twelfth: { done: on('continue'), some_failed: on('continue'), all_failed: on('continue') },
      thirteenth: {},
      'in-a': { happened: on('continue') },
      'in-b': { happened: on('continue') },
      fourteenth: {
        decided: on('continue'),
        no_rule: ending('denied'),
        MISSING: on('hold'),
        conflict: on('hold'),
      },
    });
  });

  it('says who answers for each step', () => {
    const by = Object.fromEntries(Object.values(nodes).map((node) => [node.id, [node.by.actor, node.by.role]]));
    expect(by).toMatchObject({
      first: ['it_agent', 'owner'],
      second: ['system', 'service-desk'],
      'second-failed': ['it_agent', 'owner'],
      third: ['manager_approval', null],
      fourth: ['employee', null],
      ninth: ['employee', 'service-desk'],
      fourteenth: ['system', 'service-desk'],
    });
    expect(nodes['first']?.by.fallback).toEqual(['staff']);
  });

  it('gives the task of an outcome what it makes up for', () => {
    expect(nodes['second-failed']).toMatchObject({
      title: { en: 'By hand' },
      verb: { kind: 'task', text: { en: 'By hand' }, form: {}, within: null },
      establishes: ['by_hand', 'granted'],
      reference: 'workflow/flow#/steps/1/outcomes/failed/task',
    });
  });

  it('compiles every verb', () => {
    expect(Object.fromEntries(Object.values(nodes).map(({ id, verb }) => [id, verb]))).toMatchObject({
      first: { kind: 'task', form: { note: { type: 'text' } }, within: { milliseconds: 172_800_000 } },
      second: { kind: 'do', action: 'database.grant', with: { user: { kind: 'path', path: 'requester.id' } } },
      third: { kind: 'approve', approval: 'data-access' },
      fourth: { kind: 'ask', person: { path: 'requester.id' }, text: { en: 'How big?' } },
      fifth: {
        kind: 'wait',
        for: { kind: 'event', event: 'ticket.commented', since: 'step', match: { 'ticket.id': { path: 'ticket.id' } } },
      },
      sixth: {
        kind: 'wait',
        for: { kind: 'check', action: 'device.check', when: { fact: 'check.state' }, every: { milliseconds: 300_000 } },
      },
      seventh: { kind: 'wait', for: { kind: 'until', until: { path: 'ticket.due_at' } } },
      eighth: { kind: 'wait', for: { kind: 'duration', duration: { milliseconds: 3_600_000 } } },
      ninth: { kind: 'tree', tree: 'wifi', with: {} },
      tenth: { kind: 'find', when: { fact: 'other.asset' }, atMost: 5 },
      eleventh: { kind: 'run', workflow: 'flow2', with: { person: { path: 'requester.id' } } },
      thirteenth: {
        kind: 'choose',
        branches: [
          { id: 'a', when: { fact: 'ticket.category' } },
          { id: 'b', when: null },
        ],
      },
      fourteenth: { kind: 'decide', decision: 'kit' },
    });
    const body = nodes['twelfth']?.verb;
    expect(body).toMatchObject({ kind: 'each', as: 'watcher', key: null, atOnce: 4, in: { path: 'ticket.watchers' } });
    expect(body?.kind === 'each' ? body.nodes.map(({ id, block, needs }) => [id, block, needs]) : []).toEqual([
      ['inner', null, []],
      ['last', null, ['inner']],
    ]);
  });

  it('titles what has no title', () => {
    expect(['first', 'third', 'in-a'].map((id) => nodes[id]?.title)).toEqual([
      { en: 'Look at it', de: 'Sieh nach' },
      { en: 'Third' },
      { en: 'In a' },
    ]);
  });

  it('lets a decision continue unless it denies or lacks something', () => {
    const { outcomes } =
      nodesOf('  - { id: gate, decide: verdict, outcomes: { DENIED: { end: denied }, MISSING: hold } }\n')['gate'] ??
      {};
    expect(outcomes).toEqual({
      DENIED: ending('denied'),
      REQUIRES_APPROVAL: on('continue'),
      ALLOWED: on('continue'),
      MISSING: on('hold'),
      conflict: on('hold'),
    });
  });

  it('keeps what the plan prints', () => {
    expect(nodes['fourteenth']?.plan).toEqual({
      name: 'step_9',
      tools: ['policy'],
      estimate: { milliseconds: 1_800_000 },
      privacy: { class: 'internal', keep: '1 year' },
    });
    expect(nodes['first']?.plan).toEqual({ tools: [], estimate: null, privacy: null });
  });
});

describe('the workflow itself', () => {
  const { bundle } = checkDesk({
    ...workflowOf('  - { id: one, wait: { for: 1m } }\n'),
    'second.yaml': second,
  });

  it('acts as written, with defaults for the rest', () => {
    const flow = bundle?.workflows['flow'];
    expect(flow).toMatchObject({
      id: 'flow',
      title: { en: 'Flow' },
      acts: { as: 'desk-robot', for: 'requester' },
      oneRun: null,
      cancelWhen: null,
      undoWindow: null,
      undoFailed: { role: 'service-desk' },
      report: null,
      reference: 'workflow/flow#',
    });
    expect(flow?.ends).toEqual({
      done: { title: { en: 'Done' }, requires: [] },
      cancelled: { title: { en: 'Cancelled' }, requires: [] },
    });
    expect(flow?.plan).toMatchObject({
      id: null,
      summary: null,
      risks: [],
      assumes: [],
      escalation: null,
      estimate: null,
    });
  });

  it('has everything else it says', () => {
    expect(bundle?.workflows['flow2']).toMatchObject({
      title: { en: 'The other', de: 'Der andere' },
      acts: { as: 'desk-robot', for: 'requester' },
      input: { person: { type: 'person' }, note: { optional: true } },
      oneRun: { per: { path: 'input.person' }, otherwise: 'join' },
      cancelWhen: {
        changed: [{ fact: 'ticket.state', to: ['closed', 'cancelled'] }],
        when: { fact: 'ticket.category' },
      },
      undoWindow: { milliseconds: 900_000 },
      undoFailed: { role: 'staff', title: { en: 'Roll back' } },
      ends: { odd: { title: { en: 'Odd' } }, done: { title: { en: 'Done' }, requires: [] } },
      plan: {
        id: { path: 'ticket.id' },
        risks: ['Loss'],
        assumes: ['begun'],
        rollback: 'By hand',
        escalation: ['owner'],
        estimate: { milliseconds: 14_400_000 },
      },
    });
    expect(bundle?.workflows['flow2']?.nodes[0]?.by.role).toBe('owner');
  });
});

import { expect, test, describe } from 'vitest';
import type { Node, Reaction, Verb } from '@deskbook/dsl/bundle';
import { act, action, approval, graph, minute, node } from './build.ts';
import { at, drive, elapse, handle, perform, permission, started, tell } from './drive.ts';

const end = (name: string): Reaction => ({ kind: 'end', end: name, establishes: [] });
const within = { milliseconds: minute };
const holds = { truth: 'holds', missing: [] } as const;

/** The pause before the next attempt, in milliseconds. */
function pauseIn(run: ReturnType<typeof drive>): number | undefined {
  const { after } = run.find('schedule');
  return after !== null && 'milliseconds' in after ? after.milliseconds : undefined;
}

describe('do', () => {
  const grant = action('grant', { undo: { action: 'revoke', with: {}, exact: true } });
  const one = graph([act('a', 'grant', { establishes: ['granted'] })], {}, [grant, action('revoke')]);

  test('done: its output can be read, its promise holds, and the run ends', () => {
    const run = drive(one);
    expect(run.open()).toEqual(['attempt a']);
    perform(run, 'a', 'done');
    expect(run.state().nodes['a']?.output).toEqual({ id: 'a' });
    expect(run.state().established).toEqual(['granted']);
    expect(run.state().effects).toMatchObject([{ key: 'r/a', action: 'grant', input: { of: 'a' }, undone: 'no' }]);
    expect(run.open()).toEqual(['end done']);
    run.give({ type: 'run.ended', end: 'done' });
    expect(run.state()).toMatchObject({ status: 'ended', end: 'done', outstanding: [] });
  });

  test('a read is not on the ledger of what was done', () => {
    const run = drive(graph([act('a', 'look')], {}, [action('look', { effect: 'read' })]));
    perform(run, 'a', 'done');
    expect(run.state().effects).toEqual([]);
  });

  test('an error of a class its policy names is tried again, later each time, then held', () => {
    const run = drive(one);
    const pauses: (number | undefined)[] = [];
    for (const attempt of [1, 2]) {
      perform(run, 'a', { error: 'unavailable' });
      expect(run.state().nodes['a']?.attempt).toBe(attempt);
      pauses.push(pauseIn(run));
      elapse(run, 'a');
    }
    expect(pauses[0]).toBeGreaterThanOrEqual(1_000);
    expect(pauses[0]).toBeLessThanOrEqual(2_000);
    expect(pauses[1]).toBeGreaterThanOrEqual(2_000);
    expect(pauses[1]).toBeLessThanOrEqual(4_000);
    perform(run, 'a', { error: 'unavailable' });
    expect(run.open()).toEqual(['open hold a']);
    expect(run.find('open').reason).toBe('failed: unavailable');
  });

  test('the pauses of the same run are the same, those of another are others', () => {
    const pauseOf = (name: string) => {
      const run = drive(one, { ...started, run: name } as typeof started);
      perform(run, 'a', { error: 'unavailable' });
      return pauseIn(run);
    };
    expect(pauseOf('r')).toBe(pauseOf('r'));
    expect(pauseOf('r')).not.toBe(pauseOf('s'));
  });

  test('an error its policy does not name is held at once', () => {
    const run = drive(one);
    perform(run, 'a', { error: 'refused' });
    expect(run.open()).toEqual(['open hold a']);
  });

  test('the key is the same for every attempt', () => {
    const run = drive(one);
    const first = run.find('attempt').key;
    perform(run, 'a', { error: 'unavailable' });
    elapse(run, 'a');
    expect(run.find('attempt').key).toBe(first);
  });

  test.each([
    ['no_grant', ['open hold a']],
    ['unavailable', ['schedule retry a']],
  ] as const)('a permission that is denied (%s)', (reason, open) => {
    const run = drive(one);
    run.give({ type: 'permission.decided', attempt: 1, permission: permission(false, reason), node: 'a', visit: 0 });
    expect(run.open()).toEqual(open);
  });

  test('`denied` and `refused` can be answered like any outcome', () => {
    const told = graph([act('a', 'grant', { outcomes: { denied: end('denied'), refused: end('refused') } })], {}, [
      grant,
    ]);
    const denied = drive(told);
    denied.give({
      type: 'permission.decided',
      attempt: 1,
      permission: permission(false, 'no_grant'),
      node: 'a',
      visit: 0,
    });
    expect(denied.open()).toEqual(['end denied']);
    const refused = drive(told);
    refused.give({
      type: 'effect.refused',
      attempt: 1,
      reason: 'missing',
      missing: ['request.until'],
      node: 'a',
      visit: 0,
    });
    expect(refused.open()).toEqual(['end refused']);
  });

  describe('an outcome nobody knows', () => {
    const never = { idempotent: 'never', retry: null } as const;
    const seen = { action: 'look', with: {}, field: 'there' };
    test.each([
      ['is repeated where that does no harm', action('grant'), ['schedule retry a']],
      [
        'is repeated where it is a read',
        action('grant', { effect: 'read', idempotent: 'never' }),
        ['schedule retry a'],
      ],
      ['is looked up where the contract says how', action('grant', { ...never, check: seen }), ['check a']],
      ['is a person’s to tell otherwise', action('grant', never), ['open hold a']],
    ])('%s', (_, contract, open) => {
      const run = drive(graph([act('a', 'grant')], {}, [contract]));
      perform(run, 'a', 'unknown');
      expect(run.open()).toEqual(open);
    });

    const checked = graph([act('a', 'grant')], {}, [action('grant', { ...never, check: seen }), action('look')]);
    test.each([
      [true, ['end done'], 1],
      [false, ['attempt a'], 0],
      [null, ['open hold a'], 0],
    ])('the check says %s', (happened, open, effects) => {
      const run = drive(checked);
      perform(run, 'a', 'unknown');
      run.give({ type: 'effect.checked', attempt: 1, happened, output: {}, node: 'a', visit: 0 });
      expect(run.open()).toEqual(open);
      expect(run.state().effects).toHaveLength(effects);
    });

    test('a person who says it happened puts it on the ledger', () => {
      const run = drive(graph([act('a', 'grant')], {}, [action('grant', never)]));
      perform(run, 'a', 'unknown');
      handle(run, 'a', 'done', { id: 'g7' });
      expect(run.state().effects).toMatchObject([{ key: 'r/a', output: { id: 'g7' } }]);
      expect(run.open()).toEqual(['end done']);
    });

    test.each([
      [
        'denied',
        {
          type: 'permission.decided',
          attempt: 2,
          permission: permission(false, 'no_grant'),
          node: 'a',
          visit: 0,
        } as const,
      ],
      ['refused', { type: 'effect.refused', attempt: 2, reason: 'missing', missing: [], node: 'a', visit: 0 } as const],
    ])('a repetition that is %s tells nothing about the first: a person has to', (_, entry) => {
      const run = drive(one);
      perform(run, 'a', 'unknown');
      elapse(run, 'a');
      run.give(entry);
      expect(run.open()).toEqual(['open hold a']);
      expect(Object.keys(run.state().pending)).toEqual(['r/a']);
      handle(run, 'a', 'done', { id: 'g7' });
      expect(run.state().effects).toMatchObject([{ key: 'r/a', output: { id: 'g7' } }]);
    });

    test('a person who says it did not leaves nothing on it', () => {
      const run = drive(graph([act('a', 'grant')], {}, [action('grant', never)]));
      perform(run, 'a', 'unknown');
      handle(run, 'a', 'skip');
      expect(run.state()).toMatchObject({ effects: [], pending: {} });
      expect(run.open()).toEqual(['end done']);
    });
  });

  describe('held', () => {
    const held = () => {
      const run = drive(
        graph([act('a', 'grant', { establishes: ['granted'] }), act('b', 'grant', { needs: ['a'] })], {}, [grant]),
      );
      perform(run, 'a', { error: 'refused' });
      return run;
    };
    test.each([
      ['retry', ['attempt a'], []],
      ['done', ['attempt b'], ['granted']],
      ['skip', ['attempt b'], []],
      ['give_up', ['end failed'], []],
    ])('%s', (outcome, open, established) => {
      const run = held();
      handle(run, 'a', outcome);
      expect(run.open()).toEqual(open);
      expect(run.state().established).toEqual(established);
    });

    test('what is not offered changes nothing, and a second answer neither', () => {
      const run = held();
      const { task, visit } = tell(run, 'a');
      const answer = { type: 'task.answered', task, by: 'omar', form: {}, note: null, node: 'a', visit } as const;
      expect(run.give({ ...answer, outcome: 'approve' }).ignored).toBe('not_awaited');
      expect(run.give({ ...answer, outcome: 'retry' }).ignored).toBeNull();
      expect(run.give({ ...answer, outcome: 'skip' }).ignored).toBe('not_awaited');
    });

    test('after `retry` the policy counts from the beginning', () => {
      const run = held();
      handle(run, 'a', 'retry');
      perform(run, 'a', { error: 'unavailable' });
      expect(run.open()).toEqual(['schedule retry a']);
      expect(run.state().nodes['a']?.attempt).toBe(2);
    });
  });
});

describe('task and ask', () => {
  const text = { en: 'Do it' };
  const task: Verb = { kind: 'task', text, form: {}, within };
  const ask: Verb = { kind: 'ask', person: { kind: 'literal', value: 'lena' }, text, form: {}, within };
  const outcomes = { declined: end('declined'), timed_out: end('late') };
  test.each([
    [task, 'done', ['end done']],
    [task, 'declined', ['end declined']],
    [ask, 'answered', ['end done']],
    [ask, 'declined', ['end declined']],
  ])('%#', (verb, outcome, open) => {
    const run = drive(graph([node('a', verb, { outcomes })]));
    handle(run, 'a', outcome, { size: 3 });
    expect(run.open()).toEqual(open);
    expect(run.state().nodes['a']?.output).toEqual({ size: 3 });
  });

  test('an answer that is not one of its own changes nothing', () => {
    const run = drive(graph([node('a', task, { outcomes })]));
    expect(handle(run, 'a', 'answered').ignored).toBe('not_awaited');
  });

  test('nobody answered in time', () => {
    const run = drive(graph([node('a', task, { outcomes })]));
    const { task: id } = run.find('open');
    const opened = {
      type: 'task.opened',
      task: id,
      what: 'task',
      assignees: [],
      role: null,
      node: 'a',
      visit: 0,
    } as const;
    run.give({ ...opened, deadline: at(60) });
    expect(run.open()).toEqual(['await task a', 'sleep within a']);
    run.give({ type: 'timer.fired', timer: 'within', node: 'a', visit: 0 });
    expect(run.open()).toEqual(['end late']);
  });

  test('a task that changed hands lies with somebody else', () => {
    const run = drive(graph([node('a', task, { outcomes })]));
    const { task: id } = tell(run, 'a');
    const moved = {
      type: 'task.reassigned',
      assignees: ['vera'],
      role: 'chiefs',
      reason: 'absent',
      node: 'a',
      visit: 0,
    } as const;
    run.give({ ...moved, task: id });
    expect(run.state().nodes['a']?.task).toMatchObject({ assignees: ['vera'], role: 'chiefs' });
    expect(run.give({ ...moved, task: 'other' }).ignored).toBe('not_awaited');
  });
});

describe('tree', () => {
  const tree: Verb = { kind: 'tree', tree: 'wifi', with: {} };
  test.each([
    ['solved', ['end done'], ['diagnosed']],
    ['explained', ['end done'], ['diagnosed']],
    ['escalated', ['end network'], []],
  ])('%s', (result, open, established) => {
    const outcomes = { escalated: end('network') };
    const run = drive(graph([node('a', tree, { outcomes, establishes: ['diagnosed'] })]));
    handle(run, 'a', result, { path: [], evidence: {} });
    expect(run.open()).toEqual(open);
    expect(run.state().established).toEqual(established);
  });
});

describe('decide', () => {
  const decide: Verb = { kind: 'decide', decision: 'd' };
  const rule = { id: 'one', reference: 'd#/one', cites: [] };
  const decided = (value: string) =>
    ({
      outcome: 'decided',
      values: { decision: value, risk: 'LOW' },
      rules: [rule],
      rows: [{ decision: value }],
    }) as const;
  test.each([
    ['ALLOWED', decided('ALLOWED'), ['end done'], 'ALLOWED'],
    ['REQUIRES_APPROVAL', decided('REQUIRES_APPROVAL'), ['end done'], 'REQUIRES_APPROVAL'],
    ['DENIED', decided('DENIED'), ['open hold a'], 'DENIED'],
    ['DENIED', { outcome: 'no_rule' } as const, ['open hold a'], 'DENIED'],
    ['MISSING', { outcome: 'missing', missing: ['request.until'], rules: [] } as const, ['open hold a'], 'MISSING'],
    ['conflict', { outcome: 'conflict', rules: [rule] } as const, ['open hold a'], 'DENIED'],
  ])('%s', (outcome, result, open, gate) => {
    const run = drive(graph([node('a', decide)]));
    run.give({ type: 'decision.made', result, outcome, classifies: true, node: 'a', visit: 0 });
    expect(run.open()).toEqual(open);
    expect(run.state().gates).toEqual({ d: { result: gate, approval: null } });
  });

  test('a decision that is no classification leaves the gate alone', () => {
    const run = drive(graph([node('a', decide)]));
    run.give({
      type: 'decision.made',
      result: { outcome: 'no_rule' },
      outcome: 'no_rule',
      classifies: false,
      node: 'a',
      visit: 0,
    });
    expect(run.state().gates).toEqual({});
  });

  test('what it set, and the rule, can be read', () => {
    const run = drive(graph([node('a', decide)]));
    run.give({ type: 'decision.made', result: decided('ALLOWED'), outcome: 'ALLOWED', node: 'a', visit: 0 });
    expect(run.state().nodes['a']?.output).toMatchObject({
      decision: 'ALLOWED',
      risk: 'LOW',
      rule: 'one',
      rules: ['one'],
    });
  });
});

describe('choose', () => {
  const branches = [
    { id: 'left', when: null },
    { id: 'right', when: null },
  ];
  const nodes: readonly Node[] = [
    node('c', { kind: 'choose', branches }),
    act('l', 'x', { block: 'c:left' }),
    act('r', 'x', { block: 'c:right' }),
    act('after', 'x', { needs: ['c'] }),
  ];
  const chosen = graph(nodes, {}, [action('x')]);

  test('the steps of the branch run, and then what comes after', () => {
    const run = drive(chosen);
    run.give({ type: 'choice.decided', branch: 'right', evaluation: holds, node: 'c', visit: 0 });
    expect(run.open()).toEqual(['attempt r']);
    perform(run, 'r', 'done');
    expect(run.open()).toEqual(['attempt after']);
    expect(run.state().nodes['l']?.status).toBe('waiting');
  });

  test('undecided: never guessed', () => {
    const run = drive(chosen);
    const evaluation = { truth: 'undecided', missing: ['asset.os'] } as const;
    run.give({ type: 'choice.decided', branch: null, evaluation, node: 'c', visit: 0 });
    expect(run.open()).toEqual(['open hold c']);
    expect(run.find('open').reason).toBe('undecided: asset.os');
    handle(run, 'c', 'retry');
    expect(run.open()).toEqual(['choose c']);
  });
});

describe('wait', () => {
  const wait = (verb: Extract<Verb, { kind: 'wait' }>['for'], change = {}): Verb => ({
    kind: 'wait',
    for: verb,
    within,
    ...change,
  });
  const outcomes = { timed_out: end('late') };

  test('for an event', () => {
    const run = drive(graph([node('a', wait({ kind: 'event', event: 'e', match: {}, since: 'step' }), { outcomes })]));
    expect(run.open()).toEqual(['await event a', 'schedule within a']);
    run.give({
      type: 'event.matched',
      source: 's',
      id: '1',
      facts: { ticket: { state: 'closed' } },
      node: 'a',
      visit: 0,
    });
    expect(run.open()).toEqual(['end done']);
    expect(run.state().nodes['a']?.output).toMatchObject({ ticket: { state: 'closed' } });
  });

  test('too long', () => {
    const run = drive(graph([node('a', wait({ kind: 'event', event: 'e', match: {}, since: 'step' }), { outcomes })]));
    run.give({ type: 'timer.set', timer: 'within', due: at(60), node: 'a', visit: 0 });
    run.give({ type: 'timer.fired', timer: 'within', node: 'a', visit: 0 });
    expect(run.open()).toEqual(['end late']);
  });

  test.each([
    [{ kind: 'duration', duration: { milliseconds: 5_000 } } as const, { milliseconds: 5_000 }],
    [{ kind: 'duration', duration: { business: 'days', amount: 1 } } as const, { business: 'days', amount: 1 }],
    [{ kind: 'until', until: { kind: 'path', path: 'request.until' } } as const, null],
  ])('for a time: %j', (wanted, after) => {
    const run = drive(graph([node('a', wait(wanted, { within: null }))]));
    expect(run.find('schedule').after).toEqual(after);
    elapse(run, 'a');
    expect(run.open()).toEqual(['end done']);
  });

  test('for a check that comes true', () => {
    const check = {
      kind: 'check',
      action: 'look',
      with: {},
      when: { kind: 'all', of: [], reference: '' },
      every: within,
    } as const;
    const run = drive(graph([node('a', wait(check, { within: null }))]));
    expect(run.open()).toEqual(['poll a']);
    run.give({ type: 'poll.done', attempt: 1, truth: 'undecided', output: {}, node: 'a', visit: 0 });
    expect(run.find('schedule')).toMatchObject({ timer: 'poll', after: within });
    elapse(run, 'a');
    expect(run.find('poll').attempt).toBe(2);
    run.give({ type: 'poll.done', attempt: 2, truth: 'holds', output: { state: 'up' }, node: 'a', visit: 0 });
    expect(run.open()).toEqual(['end done']);
    expect(run.state().nodes['a']?.output).toEqual({ state: 'up' });
  });
});

describe('each and run', () => {
  const each: Verb = { kind: 'each', in: { kind: 'literal', value: [] }, as: 'app', key: null, atOnce: 2, nodes: [] };
  const listed = (keys: readonly string[]) =>
    ({ type: 'items.listed', items: keys.map((key) => ({ key, value: key })), node: 'a', visit: 0 }) as const;
  const begin = (key: string) => ({ type: 'child.started', run: `c-${key}`, key, node: 'a', visit: 0 }) as const;
  const finish = (key: string, name: string) =>
    ({ type: 'child.ended', run: `c-${key}`, key, end: name, data: {}, node: 'a', visit: 0 }) as const;

  test('only so many at once, in the order of the items', () => {
    const run = drive(graph([node('a', each)]));
    run.give(listed(['10', '9', 'x']));
    expect(run.state().outstanding).toMatchObject([{ key: '10' }, { key: '9' }]);
    run.give(begin('10'));
    run.give(begin('9'));
    expect(run.open()).toEqual(['await child a', 'await child a']);
    run.give(finish('10', 'done'));
    expect(run.find('spawn').key).toBe('x');
  });

  test.each([
    [['done', 'done'], 'done', ['end done']],
    [['done', 'failed'], 'some_failed', ['open hold a']],
    [['failed', 'cancelled'], 'all_failed', ['open hold a']],
  ])('%j → %s', (ends, outcome, open) => {
    const run = drive(graph([node('a', each)]));
    run.give(listed(['p', 'q']));
    run.give(begin('p'));
    run.give(begin('q'));
    run.give(finish('p', ends[0] ?? ''));
    run.give(finish('q', ends[1] ?? ''));
    expect(run.state().nodes['a']?.outcome).toBe(outcome);
    expect(run.open()).toEqual(open);
  });

  test('a retry runs only those again that did not come out well', () => {
    const run = drive(graph([node('a', each)]));
    run.give(listed(['p', 'q']));
    run.give(begin('p'));
    run.give(begin('q'));
    run.give(finish('p', 'done'));
    run.give(finish('q', 'failed'));
    handle(run, 'a', 'retry');
    expect(run.state().outstanding).toMatchObject([{ type: 'spawn', key: 'q', round: 1 }]);
  });

  test('no items: done', () => {
    const run = drive(graph([node('a', each)]));
    run.give(listed([]));
    expect(run.open()).toEqual(['end done']);
  });

  test('a child ends twice, or was never started: nothing', () => {
    const run = drive(graph([node('a', each)]));
    run.give(listed(['p', 'q', 's']));
    run.give(begin('p'));
    run.give(finish('p', 'done'));
    expect(run.give(finish('p', 'failed')).ignored).toBe('not_awaited');
    expect(run.give(finish('s', 'done')).ignored).toBe('not_awaited');
    expect(run.give(begin('none')).ignored).toBe('not_awaited');
  });

  test('a run comes to what its child came to, and has its data', () => {
    const run = drive(
      graph([node('a', { kind: 'run', workflow: 'w', with: {} }, { outcomes: { denied: end('no') } })]),
    );
    run.give({ type: 'child.started', run: 'c', key: 'a', node: 'a', visit: 0 });
    run.give({ type: 'child.ended', run: 'c', key: 'a', end: 'denied', data: { end: 'denied' }, node: 'a', visit: 0 });
    expect(run.open()).toEqual(['end no']);
    expect(run.state().nodes['a']?.output).toEqual({ end: 'denied' });
  });
});

test('find', () => {
  const find: Verb = { kind: 'find', when: { kind: 'all', of: [], reference: '' }, atMost: 3 };
  const run = drive(graph([node('a', find, { outcomes: { none: end('nothing') } })]));
  run.give({ type: 'search.done', items: [], count: 0, node: 'a', visit: 0 });
  expect(run.open()).toEqual(['end nothing']);
});

describe('approve', () => {
  const verb: Verb = { kind: 'approve', approval: 'ok' };
  const definition = approval('ok', {
    seats: [
      { role: 'owners', each: false },
      { role: 'managers', each: false },
    ],
    need: 2,
    within,
    chase: { every: { milliseconds: 10_000 }, atMost: 1, add: 'chiefs' },
  });
  const outcomes = { expired: end('expired') };
  const scene = (change = {}) =>
    drive(graph([node('a', verb, { outcomes, establishes: ['approved'], ...change })], {}, [], [definition]));
  const seats = [
    { id: 'owners', role: 'owners', people: ['omar', 'olga'] },
    { id: 'managers', role: 'managers', people: ['mia'] },
  ];
  const open = (run: ReturnType<typeof drive>) => {
    const { task } = run.find('open', 'a');
    const entry = { type: 'opened', at: at(1), requester: 'lena', seats, deadline: at(60), asked: {} } as const;
    run.give({ type: 'approval.entry', task, entry, title: 'May Lena?', node: 'a', visit: 0 });
    return task;
  };
  const vote = (run: ReturnType<typeof drive>, task: string, by: string, given: 'approve' | 'reject' = 'approve') => {
    const entry = { type: 'voted', at: at(5), by, vote: given, note: given === 'reject' ? 'no' : null } as const;
    return run.give({ type: 'approval.entry', task, entry, node: 'a', visit: 0 });
  };

  test('everybody who is asked is mailed once, and the deadline and the reminders run', () => {
    const run = scene();
    open(run);
    expect(run.open()).toEqual(['await approval a', 'sleep within a', 'schedule chase a', 'notify a', 'notify a']);
    expect(run.state().nodes['a']?.task).toMatchObject({ assignees: ['omar', 'olga', 'mia'], title: 'May Lena?' });
  });

  test('approved: its promise holds, and who approved is known to have', () => {
    const run = scene();
    const task = open(run);
    vote(run, task, 'omar');
    vote(run, task, 'mia');
    expect(run.open()).toEqual(['end done']);
    expect(run.state().established).toEqual(['approved']);
    expect(run.state().duties).toEqual({ lena: ['request'], omar: ['approve'], mia: ['approve'] });
  });

  test('rejected: the run ends, and nothing is promised', () => {
    const run = scene();
    vote(run, open(run), 'mia', 'reject');
    expect(run.open()).toEqual(['end rejected']);
    expect(run.state().established).toEqual([]);
    expect(run.state().nodes['a']?.output).toEqual({ outcome: 'rejected', notes: 'no' });
  });

  test('expired is not rejected', () => {
    const run = scene();
    open(run);
    run.give({ type: 'timer.fired', timer: 'within', node: 'a', visit: 0 }, 61);
    expect(run.open()).toEqual(['end expired']);
  });

  test('withdrawn by whoever asked', () => {
    const run = scene();
    const task = open(run);
    const entry = { type: 'withdrawn', at: at(5), by: 'lena', note: null } as const;
    run.give({ type: 'approval.entry', task, entry, node: 'a', visit: 0 });
    expect(run.open()).toEqual(['end cancelled']);
  });

  test('nobody approves their own request, nobody twice, nobody who is not asked', () => {
    const run = scene();
    const task = open(run);
    expect(vote(run, task, 'lena').ignored).toBe('not_awaited');
    expect(vote(run, task, 'eve').ignored).toBe('not_awaited');
    vote(run, task, 'omar');
    expect(vote(run, task, 'omar').ignored).toBe('not_awaited');
  });

  test('reminded, then one more role is asked, then no more', () => {
    const run = scene();
    const task = open(run);
    elapse(run, 'a');
    expect(run.find('chase').escalate).toBeNull();
    run.give({ type: 'approval.entry', task, entry: { type: 'reminded', at: at(20) }, node: 'a', visit: 0 });
    elapse(run, 'a');
    expect(run.find('chase').escalate).toEqual({ how: 'add', role: 'chiefs' });
    const seat = { id: 'chiefs', role: 'chiefs', people: ['carl'] };
    run.give({ type: 'approval.entry', task, entry: { type: 'escalated', at: at(40), seat }, node: 'a', visit: 0 });
    expect(run.open()).not.toContain('schedule chase a');
    expect(run.state().nodes['a']?.task?.assignees).toContain('carl');
    expect(run.state().nodes['a']?.mailed).toEqual({ owners: 2, managers: 2, chiefs: 1 });
  });

  test('a mail that did not get through is sent again under another key', () => {
    const run = scene();
    const task = open(run);
    const { key, seat } = run.find('notify');
    run.give({ type: 'approval.mailed', task, seat, key, status: 'failed', message: 'down', node: 'a', visit: 0 });
    run.give({ type: 'timer.set', timer: 'retry', due: at(30), node: 'a', visit: 0 });
    run.give({ type: 'timer.fired', timer: 'retry', node: 'a', visit: 0 });
    expect(run.state().outstanding.filter(({ type }) => type === 'notify')).toMatchObject([
      { key: 'r/a/ask/managers/1' },
      { key: 'r/a/ask/owners/2' },
    ]);
  });

  test('nobody can say of a held approval that it was given', () => {
    const run = scene({ outcomes: { expired: { kind: 'hold', establishes: [] } } });
    open(run);
    run.give({ type: 'timer.fired', timer: 'within', node: 'a', visit: 0 }, 61);
    expect(handle(run, 'a', 'done').ignored).toBe('not_awaited');
    expect(run.state().nodes['a']?.outcome).toBe('expired');
  });

  test('where nobody can be asked a person is told; a directory that is down is waited for', () => {
    const run = scene();
    const blocked = { type: 'step.blocked', command: 'open', missing: [], message: 'm', node: 'a', visit: 0 } as const;
    run.give({ ...blocked, reason: 'unavailable' });
    expect(run.open()).toEqual(['schedule retry a']);
    elapse(run, 'a');
    expect(run.open()).toEqual(['open approval a']);
    run.give({ ...blocked, reason: 'nobody' });
    expect(run.open()).toEqual(['open hold a']);
  });
});

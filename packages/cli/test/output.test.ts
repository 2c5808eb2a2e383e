import { describe, expect, test } from 'vitest';
import { entryText } from '../src/output/entry-text.ts';
import { paint } from '../src/output/paint.ts';
import { wantsColour } from '../src/output/terminal.ts';
import { toJunit } from '../src/output/to-junit.ts';

describe('colour', () => {
  test.each([
    ['a terminal', undefined, {}, true, true],
    ['a pipe', undefined, {}, false, false],
    ['a dumb terminal', undefined, { TERM: 'dumb' }, true, false],
    ['NO_COLOR', undefined, { NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
    ['an empty NO_COLOR', undefined, { NO_COLOR: '' }, true, true],
    ['FORCE_COLOR', undefined, { FORCE_COLOR: '1' }, false, true],
    ['FORCE_COLOR=0', undefined, { FORCE_COLOR: '0' }, false, false],
    ['--color over NO_COLOR', true, { NO_COLOR: '1' }, false, true],
    ['--no-color over a terminal', false, {}, true, false],
  ])('%s', (_, flag, environment, interactive, expected) =>
    expect(wantsColour({ flag, environment }, interactive)).toBe(expected),
  );

  test('text stays as it is without', () => {
    expect(paint(false).bad('no')).toBe('no');
    expect(paint(true).bad('no')).toContain('\u001b[');
  });
});

describe('an entry in a line', () => {
  test.each([
    [{ type: 'run.started', workflow: 'w' }, 'starts w'],
    [{ type: 'run.ended', end: 'done' }, 'ends: done'],
    [{ type: 'run.cancelled', reason: 'no need' }, 'is cancelled: no need'],
    [{ type: 'decision.made', node: 'n', outcome: 'DENIED', result: { rules: [{ id: 'r' }] } }, 'n: DENIED (rule r)'],
    [{ type: 'decision.made', node: 'n', outcome: 'decided', result: { values: { kit: 'a', n: 2 } } }, 'n: kit a, n 2'],
    [{ type: 'choice.decided', node: 'n', branch: 'b' }, 'n: goes the way of b'],
    [{ type: 'effect.requested', node: 'n', action: 'a.b', key: 'k' }, 'n: a.b under key k'],
    [{ type: 'effect.done', node: 'n' }, 'n: done'],
    [{ type: 'undo.done', node: 'n' }, 'n: taken back'],
    [{ type: 'effect.failed', node: 'n', error: 'e', message: 'm' }, 'n: failed (e): m'],
    [{ type: 'effect.unknown', node: 'n', message: 'm' }, 'n: whether it happened is not known: m'],
    [{ type: 'effect.refused', node: 'n', reason: 'r' }, 'n: not asked for: r'],
    [{ type: 'task.opened', node: 'n', role: null, assignees: ['a', 'b'] }, 'n: waits for a person (a, b)'],
    [
      {
        type: 'task.opened',
        node: 'n',
        role: 'dba',
        deadline: '2026-04-07T14:00:00.000Z',
        why: [
          { kind: 'working_days', days: 1, calendar: 'office', zone: 'Europe/Berlin' },
          { kind: 'holiday', date: '2026-04-03', name: 'Karfreitag', hours: [] },
        ],
      },
      'n: waits for a person (dba) until 2026-04-07T14:00:00.000Z: 1 working day of office (Europe/Berlin); 2026-04-03 (Karfreitag): closed',
    ],
    [
      {
        type: 'timer.set',
        node: 'n',
        due: '2026-03-23T16:00:00.000Z',
        why: [{ kind: 'stays_at_closing', at: '2026-03-23T16:00:00.000Z' }],
      },
      'n: waits until 2026-03-23T16:00:00.000Z: falls on closing time and stays there',
    ],
    [{ type: 'timer.set', node: 'n', due: '2026-03-23T16:00:00.000Z' }, null],
    [{ type: 'task.answered', node: 'n', by: 'a', outcome: 'done' }, 'n: a answers done'],
    [{ type: 'task.reassigned', node: 'n', assignees: ['c'] }, 'n: goes on to c'],
    [{ type: 'step.blocked', node: 'n', reason: 'nobody' }, 'n: cannot go on (nobody)'],
    [{ type: 'event.matched', node: 'n' }, 'n: what it waited for has happened'],
    [{ type: 'approval.mailed', node: 'n', status: 'sent' }, 'n: the approvers are asked by mail'],
    [{ type: 'approval.mailed', node: 'n', status: 'failed' }, 'n: the mail to the approvers: failed'],
    [{ type: 'approval.entry', node: 'n', entry: { type: 'opened' } }, 'n: asks for approval'],
    [{ type: 'approval.entry', node: 'n', entry: { type: 'voted', by: 'a', vote: 'approve' } }, 'n: a votes approve'],
    [{ type: 'approval.entry', node: 'n', entry: { type: 'expired' } }, 'n: approval expired'],
    [{ type: 'approval.entry', node: 'n', entry: { type: 'reminded' } }, null],
    [
      { type: 'approval.entry', node: 'n', entry: { type: 'reassigned', people: ['a', 'b'] } },
      'n: a seat is given to a, b',
    ],
    [
      { type: 'approval.entry', node: 'n', entry: { type: 'replaced', people: ['a'] } },
      'n: instead of who is silent it asks a',
    ],
    [{ type: 'approval.entry', node: 'n', entry: { type: 'stood_in', people: ['a'] } }, 'n: for who is away it asks a'],
    [{ type: 'undo.requested', reason: 'wrong' }, 'everything done is taken back: wrong'],
    [
      {
        type: 'permission.decided',
        node: 'n',
        permission: { allowed: false, action: 'a', actor: { id: 'desk', decision: { reason: 'no_grant' } } },
      },
      'n: desk may not a (no_grant)',
    ],
    [{ type: 'timer.set', node: 'n' }, null],
  ])('%j', (entry, text) => expect(entryText(entry as never)).toBe(text));
});

test('JUnit escapes what XML cannot hold', () => {
  const xml = toJunit([
    {
      id: 'a<b',
      title: 'says "no"\u0007',
      bundle: 'desk',
      file: 'tests/a.yaml',
      failures: [{ message: 'x & y', pointer: '', differences: [{ path: '/done', expected: [], actual: undefined }] }],
      milliseconds: 1500,
      lines: [7],
      unusedMocks: [],
    },
  ]);
  expect(xml).toContain('name="a&lt;b: says &quot;no&quot;"');
  expect(xml).toContain('failures="1" time="1.500"');
  expect(xml).toContain('<failure message="x &amp; y">tests/a.yaml:7\n/done: expected [], got nothing</failure>');
});

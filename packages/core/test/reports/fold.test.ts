import { describe, expect, it } from 'vitest';
import type { ApprovalEntry } from '@deskbook/policies';
import type { Workflow } from '@deskbook/dsl/bundle';
import type { EntryBody } from '../../src/kernel/entry.ts';
import { buildReport, renderReport } from '../../src/reports/index.ts';
import {
  at,
  bundle,
  denied,
  done,
  ended,
  entries,
  field,
  mailed,
  node,
  permitted,
  reportInput,
  requested,
  run,
  started,
  visit,
  workflow,
} from './scene.ts';

const approval = (entry: ApprovalEntry): EntryBody => ({
  type: 'approval.entry',
  ...visit('approve'),
  task: 'a',
  entry,
});
const seat = { id: 'security', role: 'security', people: ['omar'] };

describe('the timeline', () => {
  const happened: readonly (readonly [EntryBody, string, string | null])[] = [
    [started(), 'the run started', null],
    [{ type: 'run.cancelled', by: 'lena', reason: 'not needed' }, 'the run was cancelled: not needed', 'lena'],
    [ended('failed'), 'the run ended as failed', null],
    [{ type: 'undo.requested', by: 'dora', reason: 'mistake' }, 'taking back was asked for: mistake', 'dora'],
    [{ type: 'child.started', ...visit('verify'), run: 'r2', key: 'a' }, 'a part run was started: r2', null],
    [{ type: 'child.ended', ...visit('verify'), run: 'r2', key: 'a', end: 'done', data: {} }, 'a part run ended: r2: done', null],
    [{ type: 'event.matched', ...visit('verify'), source: 'jira', id: '9', facts: {} }, 'the event waited for arrived: jira 9', null],
    [{ type: 'step.blocked', ...visit('grant'), command: 'attempt', reason: 'nobody', missing: [], message: '' }, 'step grant could not go on', null],
    [{ type: 'condition.decided', ...visit('tell'), evaluation: { truth: 'fails', missing: [] } }, 'step tell was skipped, its condition does not hold', null],
    [{ type: 'condition.decided', ...visit('tell'), evaluation: { truth: 'undecided', missing: ['a'] } }, 'step tell was held, its condition cannot be decided', null],
    [{ type: 'choice.decided', ...visit('tell'), branch: 'fast', evaluation: { truth: 'holds', missing: [] } }, 'the way fast was chosen', null],
    [{ type: 'choice.decided', ...visit('tell'), branch: null, evaluation: { truth: 'undecided', missing: [] } }, 'step tell was held, its condition cannot be decided', null],
    [{ type: 'decision.made', ...visit('verdict'), outcome: 'MISSING', result: { outcome: 'no_rule' } }, 'decided: MISSING', null],
    [permitted('grant', 'database.grant'), 'database.grant was permitted', 'desk'],
    [permitted('grant', 'database.grant', denied), 'database.grant was not permitted', 'desk'],
    [requested('grant', 'database.grant'), 'database.grant was requested', null],
    [done('grant'), 'database.grant was done', null],
    [{ type: 'effect.failed', ...visit('grant'), attempt: 1, error: 'x', message: '' }, 'database.grant failed', null],
    [{ type: 'effect.unknown', ...visit('grant'), attempt: 1, message: '' }, 'the outcome of database.grant is not known', null],
    [{ type: 'effect.refused', ...visit('nowhere'), attempt: 1, reason: 'missing', missing: [] }, 'nowhere was not attempted, its input is not complete', null],
    [{ type: 'undo.done', ...visit('grant'), attempt: 1, output: {} }, 'database.grant was taken back', null],
    [{ type: 'undo.failed', ...visit('grant'), attempt: 1, error: 'x', message: '' }, 'database.grant could not be taken back', null],
    [{ type: 'task.opened', ...visit('verify'), task: 't', assignees: [], role: 'dba', deadline: null, what: 'task' }, 'work was handed to a person: Verify (dba)', null],
    [{ type: 'task.reassigned', ...visit('nowhere'), task: 't', assignees: [], role: null, reason: '' }, 'work was passed on: nowhere', null],
    [{ type: 'task.answered', ...visit('verify'), task: 't', by: 'dora', outcome: 'done', form: {}, note: null }, 'work was answered: done', 'dora'],
    [approval({ type: 'opened', at: at(0), requester: 'lena', seats: [seat], deadline: null, asked: {} }), 'approval production was asked for', 'lena'],
    [approval({ type: 'voted', at: at(0), by: 'omar', vote: 'approve', note: null }), 'an approver approved production', 'omar'],
    [approval({ type: 'voted', at: at(0), by: 'omar', vote: 'reject', note: 'no' }), 'an approver refused production', 'omar'],
    [approval({ type: 'delegated', at: at(0), by: 'omar', to: 'dora' }), 'an approver passed production on', 'omar'],
    [approval({ type: 'reassigned', at: at(0), by: 'dora', seat: 'security', people: [] }), 'a seat of production was filled anew', 'dora'],
    [approval({ type: 'reminded', at: at(0) }), 'the approvers of production were reminded', null],
    [approval({ type: 'escalated', at: at(0), seat }), 'approval production was escalated', null],
    [approval({ type: 'changed', at: at(0), asked: {} }), 'what production is about changed, everybody is asked again', null],
    [approval({ type: 'expired', at: at(0) }), 'approval production expired', null],
    [approval({ type: 'withdrawn', at: at(0), by: 'lena', note: null }), 'approval production was withdrawn', 'lena'],
    [mailed('sent'), 'the question was mailed to IT Security', null],
    [mailed('failed'), 'the question could not be mailed to IT Security', null],
  ]; // prettier-ignore

  const report = buildReport(reportInput(entries(...happened.map(([body]) => body))));

  it('tells each thing that happened in a sentence', () => {
    expect(report.timeline.map(({ what, who }) => [what, who])).toEqual(happened.map(([, what, who]) => [what, who]));
  });

  it('and all of it in German', () => {
    const german = renderReport(report, 'markdown', { language: 'de' });
    expect(german.ok && german.text).not.toMatch(/\b(?:was|were|could|approver)\b/u);
  });

  it('leaves bookkeeping out', () => {
    const quiet = entries(
      { type: 'condition.decided', ...visit('tell'), evaluation: { truth: 'holds', missing: [] } },
      { type: 'timer.set', ...visit('tell'), timer: 'retry', due: at(9) },
      { type: 'search.done', ...visit('tell'), items: [], count: 0 },
    );
    expect(buildReport(reportInput(quiet)).timeline).toEqual([]);
  });
});

describe('what made the run', () => {
  const cause = (cause: Extract<EntryBody, { type: 'run.started' }>['cause']) =>
    buildReport(reportInput(entries({ ...started(), cause } as EntryBody)));

  it('a person', () => {
    const report = cause({ kind: 'person', person: 'lena', how: 'request', key: 'k1' });
    expect(report.cause).toBe('person lena, by request k1');
    expect(report.timeline[0]?.who).toBe('lena');
  });

  it('another run', () => {
    const report = cause({ kind: 'run', run: 'run-0', node: 'each', key: 'a', hops: 1 });
    expect(report.cause).toBe('run run-0, step each');
  });

  it('is not expected to be classified unless it was an event', () => {
    const body = {
      ...started(),
      classification: null,
      cause: { kind: 'person', person: 'lena', how: 'start', key: 'k' },
    };
    expect(buildReport(reportInput(entries(body as EntryBody))).missing).toEqual(['an end: the run is still open']);
  });
});

describe('work', () => {
  const task: EntryBody = {
    type: 'task.opened', ...visit('verify'), task: 't', assignees: [], role: null, deadline: null, what: 'task',
  }; // prettier-ignore

  it('is shown as it was asked, with the facts of the start', () => {
    expect(buildReport(reportInput(entries(started(), task))).tasks[0]?.title).toBe(
      'Verify the access with Lena Fischer',
    );
    expect(buildReport(reportInput(entries(started({ requester: {} }), task))).tasks[0]?.title).toBe('Verify');
  });

  it('that nobody answered in time says so', () => {
    const history = entries(started(), task, { type: 'timer.fired', ...visit('verify'), timer: 'within' }, ended());
    const [shown] = buildReport(reportInput(history)).tasks;
    expect(shown).toMatchObject({ outcome: 'timed_out', by: null, at: at(2) });
  });

  it('that was answered is not timed out afterwards', () => {
    const answered: EntryBody = {
      type: 'task.answered',
      ...visit('verify'),
      task: 't',
      by: 'dora',
      outcome: 'done',
      form: {},
      note: null,
    };
    const history = entries(started(), task, answered, { type: 'timer.fired', ...visit('verify'), timer: 'within' });
    expect(buildReport(reportInput(history)).tasks[0]).toMatchObject({ outcome: 'done' });
  });
});

describe('secrets inside records', () => {
  it('are masked however deep they stand, and short ones only there', () => {
    const account = field('record', {
      list: true,
      fields: { name: field('text'), key: field('text', { secret: true }) },
    });
    const actions = { ...bundle.actions };
    const grant = actions['database.grant'];
    if (grant === undefined) throw new Error('no action');
    actions['database.grant'] = {
      ...grant,
      output: {
        accounts: account,
        codes: field('text', { list: true, secret: true }),
        vault: field('json', { secret: true }),
      },
    };
    const output = {
      accounts: [
        { name: 'a', key: 'long-enough-key' },
        { name: 'b', key: null },
      ],
      codes: ['first-code', '12'],
      vault: { inner: 'vault-content' },
    };
    const said = 'use long-enough-key, first-code, vault-content or 12';
    const history = entries(
      started(),
      requested('grant', 'database.grant'),
      done('grant', output),
      requested('tell', 'mail.send', { body: said }),
    );
    const report = buildReport(reportInput(history, { bundle: { ...bundle, actions } }));
    expect(report.ledger[0]?.output).toEqual({
      accounts: [
        { name: 'a', key: '••••' },
        { name: 'b', key: null },
      ],
      codes: '••••',
      vault: '••••',
    });
    expect(report.ledger[1]?.input).toEqual({ body: 'use ••••, ••••, •••• or 12' });
  });
});

describe('until when an effect can be taken back', () => {
  const until = (history: Parameters<typeof reportInput>[0], graph: Workflow = workflow) =>
    buildReport(reportInput(history, { workflow: graph })).ledger[0]?.undoableUntil;
  const granted = [started(), requested('grant', 'database.grant'), done('grant')] as const;

  it('is what the timer says, else the window after the end', () => {
    expect(until(entries(...granted, ended()))).toBe(at(18));
    expect(
      until(entries(...granted, ended(), { type: 'timer.set', ...visit('grant'), timer: 'undo_window', due: at(99) })),
    ).toBe(at(99));
  });

  it('is never for what `finally` did', () => {
    const nodes = workflow.nodes.map((one) => (one.id === 'grant' ? { ...one, block: ':finally' } : one));
    expect(until(entries(...granted, ended()), { ...workflow, nodes })).toBeNull();
  });

  it('is open while the run is, and nothing without a window', () => {
    expect(until(entries(...granted))).toBeNull();
    expect(until(entries(...granted, ended()), { ...workflow, undoWindow: null })).toBeNull();
  });
});

describe('steps inside `each`', () => {
  it('are found', () => {
    const inner = node('inner', 'Inner work', { kind: 'do', action: 'database.grant', with: {} });
    const each = node('all', 'All', {
      kind: 'each',
      in: { kind: 'literal', value: [] },
      as: 'item',
      key: null,
      atOnce: 1,
      nodes: [inner],
    });
    const history = entries(started(), requested('inner', 'database.grant'), done('inner'));
    const report = buildReport(reportInput(history, { workflow: { ...workflow, nodes: [each] } }));
    expect(report.ledger[0]).toMatchObject({ title: 'Inner work', key: `${run}/inner` });
  });
});

describe('mail to approvers', () => {
  it('that failed is in the ledger as it was', () => {
    const asked: EntryBody = {
      type: 'approval.asked',
      ...visit('approve'),
      task: 'a',
      key: 'k1',
      seat,
      mail: { subject: 'x' },
    };
    const failed: EntryBody = {
      ...(mailed('failed') as Extract<EntryBody, { type: 'approval.mailed' }>),
      task: 'a',
      key: 'k1',
    };
    const open = buildReport(reportInput(entries(started(), asked))).ledger[0];
    expect(open).toMatchObject({ key: 'k1', result: 'open', attempts: 0 });
    const report = buildReport(reportInput(entries(started(), asked, failed)));
    expect(report.ledger).toMatchObject([{ key: 'k1', result: 'failed', reason: 'no route', attempts: 1 }]);
  });

  it('that was never written is not', () => {
    const asked: EntryBody = { type: 'approval.asked', ...visit('approve'), task: 'a', seat, mail: null };
    const nobody: EntryBody = {
      type: 'approval.mailed',
      ...visit('approve'),
      task: 'a',
      seat: 'security',
      key: 'k',
      status: 'nobody',
      message: '',
    };
    expect(buildReport(reportInput(entries(started(), asked, nobody))).ledger).toEqual([]);
  });
});

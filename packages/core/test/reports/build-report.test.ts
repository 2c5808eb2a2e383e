import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry, EntryBody } from '../../src/kernel/entry.ts';
import { buildReport, resolutionReportSchema } from '../../src/reports/index.ts';
import type { ResolutionReport } from '../../src/reports/index.ts';
import type { SessionView } from '../../src/troubleshooting/session-view.ts';
import {
  askedByMail,
  at,
  bundle,
  decided,
  denied,
  done,
  ended,
  entries,
  mailed,
  opened,
  permitted,
  reportInput,
  requested,
  run,
  started,
  undoRequested,
  visit,
  voted,
  workflow,
} from './scene.ts';

const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(resolutionReportSchema);

function valid(report: ResolutionReport): ResolutionReport {
  if (!validate(report)) throw new Error(JSON.stringify(validate.errors));
  return report;
}

function ledgerOf(report: ResolutionReport, node: string): ResolutionReport['ledger'][number] {
  const line = report.ledger.find((line) => line.node === node);
  if (line === undefined) throw new Error(`no line for ${node}`);
  return line;
}

/** Decided, approved, granted, a password set and mailed, verified by a person. */
const approved = entries(
  started(),
  decided,
  opened,
  askedByMail,
  mailed('sent'),
  voted('approve'),
  permitted('grant', 'database.grant'),
  requested('grant', 'database.grant', { user: 'lena', role: 'reader' }),
  { type: 'effect.failed', ...visit('grant'), attempt: 1, error: 'unavailable', message: 'try later' },
  permitted('grant', 'database.grant'),
  requested('grant', 'database.grant', { user: 'lena', role: 'reader' }, 2),
  done('grant', { grant: 'g-17' }),
  permitted('reset', 'directory.reset'),
  requested('reset', 'directory.reset', { user: 'lena' }),
  done('reset', { password: 'correct-horse', valid: '1 day' }),
  permitted('tell', 'mail.send'),
  requested('tell', 'mail.send', { body: 'Your password is correct-horse.' }),
  done('tell'),
  {
    type: 'task.opened',
    ...visit('verify'),
    task: 't1',
    assignees: ['dora'],
    role: 'dba',
    deadline: null,
    what: 'task',
  },
  {
    type: 'task.answered',
    ...visit('verify'),
    task: 't1',
    by: 'dora',
    outcome: 'done',
    form: { works: true, pin: '4711' },
    note: 'fine',
  },
  ended(),
);

describe('an approved run', () => {
  const report = valid(buildReport(reportInput(approved)));

  it('is complete', () => {
    expect(report.missing).toEqual([]);
    expect(report).toMatchObject({
      run,
      status: 'ended',
      end: { id: 'done', title: 'Access granted' },
      startedAt: at(0),
      endedAt: at(20),
      minutes: 20,
      cause: 'event jira/42, by trigger access-created',
      people: { dora: 'Dora Klein', lena: 'Lena Fischer', omar: 'Omar Haddad' },
    });
  });

  it('says why it was allowed, down to the line, with the policy', () => {
    const place = { file: 'decisions/access-request.yaml', line: 7 };
    expect(report.classification).toMatchObject({
      decision: 'REQUIRES_APPROVAL',
      rules: [{ id: 'production', place }],
    });
    expect(report.decisions).toMatchObject([{ decision: 'access-request', rules: ['production'], places: [place] }]);
    expect(report.cited).toEqual([
      { cite: 'access-policy#authorization.c', text: 'Production data needs the approval of security.' },
    ]);
  });

  it('accounts for each effect: asked, acted, allowed, approved, key, attempts, undoable until', () => {
    expect(report.ledger.map(({ node, result }) => [node, result])).toEqual([
      ['approve', 'done'],
      ['grant', 'done'],
      ['reset', 'done'],
      ['tell', 'done'],
    ]);
    expect(ledgerOf(report, 'grant')).toEqual({
      run,
      node: 'grant',
      action: 'database.grant',
      title: 'Grant the database role',
      askedBy: 'lena',
      actedBy: 'desk',
      allowedBy: [
        { reference: 'access/robot#/grants/database', file: 'access/robot.yaml', line: 4 },
        { reference: 'access/people#/grants/ask', file: 'access/people.yaml', line: 12 },
      ],
      deniedBy: [],
      approvedBy: ['omar'],
      key: 'run-1/grant',
      attempts: 2,
      result: 'done',
      reason: null,
      requestedAt: at(7),
      finishedAt: at(11),
      undoableUntil: at(35),
      undoneAt: null,
      reversibility: 'reversible',
      input: { user: 'lena', role: 'reader' },
      output: { grant: 'g-17' },
    });
    expect(ledgerOf(report, 'approve')).toMatchObject({
      action: 'mail.send',
      title: 'Send an e-mail',
      actedBy: 'desk',
      approvedBy: [],
      allowedBy: [{ reference: 'approval/production#', file: 'approvals/production.yaml', line: 1 }],
    });
    expect(ledgerOf(report, 'tell')).toMatchObject({ reversibility: 'irreversible', undoableUntil: null });
  });

  it('masks secrets where they stand and wherever else they got to', () => {
    expect(ledgerOf(report, 'reset').output).toEqual({ password: '••••', valid: '1 day' });
    expect(ledgerOf(report, 'tell').input).toEqual({ body: 'Your password is ••••.' });
    expect(report.tasks[0]?.form).toEqual({ works: true, pin: '••••' });
    expect(report.requester).toMatchObject({ name: 'Lena Fischer', private_phone: '••••' });
    expect(JSON.stringify(report)).not.toMatch(/correct-horse|4711|555 0199/u);
  });

  it('drafts an article without the names of people', () => {
    expect(report.knowledgeDraft).toEqual({
      title: '(person) needs the reporting database',
      problem: 'Reports for Q2 | due <soon>\n# not a heading',
      cause: 'access-request: production (REQUIRES_APPROVAL)',
      resolution: ['Grant the database role', 'Set a first password', 'Verify the access with (person)'],
      keywords: ['access', 'database', 'directory', 'grant', 'mail', 'reset', 'send'],
    });
  });

  it('tells what happened in order', () => {
    expect(report.timeline[0]).toEqual({ at: at(0), what: 'the run started', who: null, code: 'started', subject: '' });
    expect(report.timeline.map(({ code }) => code)).toEqual([
      'started', 'decided', 'approval_opened', 'mailed', 'approved', 'allowed', 'requested', 'failed', 'allowed', 'requested', 'done',
      'allowed', 'requested', 'done', 'allowed', 'requested', 'done', 'task_opened', 'task_answered', 'ended',
    ]); // prettier-ignore
  });

  it('is the same bytes every time, and leaves its input alone', () => {
    const input = reportInput(approved);
    const before = JSON.stringify(input);
    expect(JSON.stringify(buildReport(input))).toBe(JSON.stringify(buildReport(structuredClone(input))));
    expect(JSON.stringify(input)).toBe(before);
  });
});

describe('a run that failed and was undone', () => {
  const history = entries(
    started(),
    permitted('grant', 'database.grant'),
    requested('grant', 'database.grant'),
    done('grant', { grant: 'g-17' }),
    permitted('reset', 'directory.reset'),
    requested('reset', 'directory.reset'),
    done('reset', { password: 'correct-horse' }),
    permitted('tell', 'mail.send'),
    requested('tell', 'mail.send'),
    { type: 'effect.failed', ...visit('tell'), attempt: 1, error: 'unavailable', message: '' },
    { type: 'undo.requested', by: null, reason: 'step tell failed' },
    permitted('reset', 'directory.lock'),
    undoRequested('reset', 'directory.lock'),
    { type: 'undo.failed', ...visit('reset'), attempt: 1, error: 'denied', message: 'no longer there' },
    permitted('grant', 'database.revoke'),
    undoRequested('grant', 'database.revoke'),
    { type: 'undo.done', ...visit('grant'), attempt: 1, output: {} },
    ended('failed'),
  );

  it('says what was taken back and what was not', () => {
    const report = valid(buildReport(reportInput(history)));
    expect(ledgerOf(report, 'grant')).toMatchObject({ result: 'undone', undoneAt: at(16), undoableUntil: null });
    expect(ledgerOf(report, 'reset')).toMatchObject({ result: 'undo_failed', reason: 'denied: no longer there' });
    expect(ledgerOf(report, 'tell')).toMatchObject({ result: 'failed', reason: 'unavailable', attempts: 1 });
    expect(report.missing).toEqual(['the taking back of run-1/reset, which failed']);
    expect(report.knowledgeDraft.resolution).toEqual([]);
    expect(report.end).toEqual({ id: 'failed', title: 'failed' });
  });

  it('takes the word of a person who undid it by hand', () => {
    const task = 'run-1/reset/undo/hold';
    const byHand: Entry = {
      at: at(17),
      type: 'task.answered',
      ...visit('reset'),
      task,
      by: 'dora',
      outcome: 'done',
      form: {},
      note: null,
    };
    const report = valid(buildReport(reportInput([...history.slice(0, -1), byHand, ...entries(ended('failed'))])));
    expect(ledgerOf(report, 'reset')).toMatchObject({ result: 'undone', reason: 'by hand, by dora', undoneAt: at(17) });
  });
});

describe('effects that were not plainly done', () => {
  const after = (...bodies: readonly EntryBody[]) =>
    ledgerOf(valid(buildReport(reportInput(entries(started(), ...bodies)))), 'grant');

  it.each([
    ['denied to who asked', [permitted('grant', 'database.grant', denied)], 'refused', 'lena denied'],
    [
      'not attempted',
      [{ type: 'effect.refused', ...visit('grant'), attempt: 1, reason: 'missing', missing: ['request.role'] }],
      'refused',
      'missing: request.role',
    ],
    ['open', [permitted('grant', 'database.grant'), requested('grant', 'database.grant')], 'open', null],
    [
      'unknown',
      [
        requested('grant', 'database.grant'),
        { type: 'effect.unknown', ...visit('grant'), attempt: 1, message: 'timeout' },
      ],
      'unknown',
      'timeout',
    ],
    [
      'unknown, and a check could not tell',
      [
        requested('grant', 'database.grant'),
        { type: 'effect.unknown', ...visit('grant'), attempt: 1, message: 'timeout' },
        { type: 'effect.checked', ...visit('grant'), attempt: 1, happened: null, output: {} },
      ],
      'unknown',
      'timeout',
    ],
    [
      'checked: it happened',
      [
        requested('grant', 'database.grant'),
        { type: 'effect.unknown', ...visit('grant'), attempt: 1, message: 'timeout' },
        { type: 'effect.checked', ...visit('grant'), attempt: 1, happened: true, output: { grant: 'g-17' } },
      ],
      'done',
      null,
    ],
    [
      'checked: it did not',
      [
        requested('grant', 'database.grant'),
        { type: 'effect.checked', ...visit('grant'), attempt: 1, happened: false, output: {} },
      ],
      'failed',
      'a check found that it did not happen',
    ],
    [
      'taken back, outcome unknown',
      [
        requested('grant', 'database.grant'),
        done('grant'),
        undoRequested('grant', 'database.revoke'),
        { type: 'effect.unknown', ...visit('grant'), attempt: 1, message: 'timeout' },
      ],
      'undo_failed',
      'timeout',
    ],
    [
      'could not be taken back for want of a value',
      [
        requested('grant', 'database.grant'),
        done('grant'),
        { type: 'effect.refused', ...visit('grant'), attempt: 1, reason: 'missing', missing: ['output.grant'] },
      ],
      'undo_failed',
      'missing: output.grant',
    ],
  ] as const)('%s', (_name, bodies, result, reason) => {
    expect(after(...bodies)).toMatchObject({ result, reason });
  });

  it('names the denial with its line', () => {
    const line = after(permitted('grant', 'database.grant', denied));
    expect(line.deniedBy).toEqual([
      { reference: 'access/people#/denials/no-mfa', file: 'access/people.yaml', line: 30 },
    ]);
    expect(line).toMatchObject({ attempts: 0, allowedBy: [], askedBy: 'lena', actedBy: 'desk' });
  });

  it('names a denied undo, and what lies outside a service', () => {
    const undo = after(
      requested('grant', 'database.grant'),
      done('grant'),
      permitted('grant', 'database.revoke', denied),
    );
    expect(undo.deniedBy).toHaveLength(1);
    const outside = permitted('grant', 'database.grant', denied);
    if (outside.type !== 'permission.decided') throw new Error('not a permission');
    const permission = { ...outside.permission, confinement: 'outside' } as const;
    expect(after({ ...outside, permission }).reason).toBe('outside what the service may touch');
  });
});

describe('a report that lacks something', () => {
  it('says so, item by item, of a run that has just begun', () => {
    const history = entries(
      { ...started(), requester: null, facts: {}, classification: null, bundle: 'older' } as Parameters<
        typeof entries
      >[0],
      opened,
      { type: 'task.opened', ...visit('verify'), task: 't1', assignees: [], role: null, deadline: null, what: 'hold' },
      requested('grant', 'database.grant'),
      requested('reset', 'directory.reset'),
      { type: 'effect.unknown', ...visit('reset'), attempt: 1, message: 'timeout' },
      { type: 'child.started', ...visit('verify'), run: 'run-1.1', key: 'a' },
    );
    const journal = { entries: 7, head: 'a'.repeat(64), verified: false };
    const report = valid(buildReport(reportInput(history, { journal, people: {} })));
    expect(report.missing).toEqual([
      'the version of the bundle the run was on (older)',
      'the ticket it is about',
      'the person who asked',
      'the name of lena',
      'the name of omar',
      'the classification of the request',
      'an end: the run is still open',
      'an answer to the work in step verify',
      'the outcome of the approval in step approve',
      'the result of run-1/grant',
      'the outcome of run-1/reset, which is not known',
      'the permission on which run-1/grant was requested',
      'the permission on which run-1/reset was requested',
      'the history of the part run run-1.1',
      'a journal that verifies',
    ]);
    expect(report).toMatchObject({ status: 'running', end: null, endedAt: null, minutes: null, requester: null });
  });

  it('is still a report where there is no history at all', () => {
    const report = valid(buildReport(reportInput([])));
    expect(report).toMatchObject({ startedAt: '', cause: 'unknown', ledger: [], timeline: [] });
    expect(report.missing).toContain('the entry that started the run');
  });

  it('names erased fields, unknown paragraphs and approvals nobody defines', () => {
    const facts = { ticket: { id: 'IT-200', reporter: { phone: null } } };
    const report = valid(
      buildReport(
        reportInput(entries(started(facts), decided, opened, voted('approve'), ended()), {
          bundle: { ...bundle, policies: {}, approvals: {} },
          erased: ['ticket.reporter.phone'],
        }),
      ),
    );
    expect(report.missing).toEqual([
      'the approval in step approve: the bundle does not define it',
      'the text of the cited paragraph access-policy#authorization.c',
      'personal fields that were erased: ticket.reporter.phone',
    ]);
    expect(report.approvals).toMatchObject([
      { status: 'unknown', seats: [{ role: 'security' }], votes: [{ by: 'omar' }] },
    ]);
  });

  it('is total over any cut and any loss of a history', () => {
    const everything = [...approved, ...entries({ type: 'undo.requested', by: 'lena', reason: 'mistake' })];
    const secretKnown = approved.slice(13, 15);
    fc.assert(
      fc.property(fc.subarray(everything), (history) => {
        const report = buildReport(reportInput(history));
        expect(validate(report)).toBe(true);
        const told = buildReport(reportInput([...secretKnown, ...history]));
        expect(JSON.stringify(told)).not.toContain('correct-horse');
      }),
      { numRuns: 200 },
    );
  });
});

describe('troubleshooting', () => {
  const path = [{ node: 'locked', answer: 'yes', to: 'solved' }];
  const history = (form: object) =>
    entries(
      started(),
      { type: 'task.opened', ...visit('diagnose'), task: 'd', assignees: [], role: null, deadline: null, what: 'tree' },
      {
        type: 'task.answered',
        ...visit('diagnose'),
        task: 'd',
        by: 'lena',
        outcome: 'solved',
        form: form as Extract<Entry, { type: 'task.answered' }>['form'],
        note: null,
      },
      ended(),
    );

  it('shows the way a step was told, and what it found', () => {
    const report = valid(buildReport(reportInput(history({ path, evidence: {} }))));
    expect(report.troubleshooting).toEqual([{ tree: 'login', result: 'solved', path }]);
    expect(report.knowledgeDraft.cause).toBe('Is the account locked? yes');
    expect(report.knowledgeDraft.keywords).toContain('login');
    expect(report.missing).toEqual([]);
  });

  it('prefers the session itself', () => {
    const session: SessionView = {
      session: 's1',
      tree: 'login',
      status: 'ended',
      prompt: null,
      outcome: { id: 'solved', result: 'solved', to: null, say: null },
      path: path.map((step) => ({ ...step, tree: 'login', by: 'person', at: at(1) })),
      evidence: {},
      articles: [],
    };
    const report = valid(buildReport(reportInput(history({}), { sessions: [session] })));
    expect(report.troubleshooting).toEqual([{ tree: 'login', result: 'solved', path }]);
    expect(report.missing).toEqual([]);
  });

  it('misses a way that nobody kept, and does not believe a broken one', () => {
    const report = valid(buildReport(reportInput(history({ path: ['locked', { node: 1, to: 'x' }] }))));
    expect(report.missing).toEqual(['the way through the troubleshooting in step diagnose']);
  });
});

describe('part runs', () => {
  it('stand in the same ledger, with what the whole had approved', () => {
    const part = 'run-1/each/a';
    const child = entries(
      started(),
      permitted('grant', 'database.grant'),
      { ...requested('grant', 'database.grant'), key: `${part}/grant` } as EntryBody,
      done('grant'),
      ended(),
    ).map((entry, index) => Object.assign({}, entry, { at: at(10 + index) }));
    const history = entries(
      started(),
      opened,
      voted('approve'),
      { type: 'child.started', ...visit('verify'), run: part, key: 'a' },
      { type: 'child.ended', ...visit('verify'), run: part, key: 'a', end: 'done', data: {} },
      ended(),
    );
    const report = valid(buildReport(reportInput(history, { children: [{ run: part, workflow, entries: child }] })));
    expect(report.ledger).toMatchObject([{ run: part, key: `${part}/grant`, approvedBy: ['omar'], result: 'done' }]);
    expect(report.missing).toEqual([]);
    expect(report.timeline.map((event) => event.at)).toEqual(report.timeline.map((event) => event.at).sort());
  });
});

describe('languages', () => {
  it('titles are in the wanted one', () => {
    const report = valid(buildReport(reportInput(approved, { language: 'de' })));
    expect(report.title).toBe('Zugang gewähren');
    expect(report.end?.title).toBe('Zugang gewährt');
  });
});

import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { sqliteStore } from '@deskbook/core';
import { deskbook, linesOf, starterIn, temporaryFolder } from './scene.ts';

const folder = temporaryFolder();
const acme = join(import.meta.dirname, '..', '..', '..', 'examples', 'acme-it');
const access = join(acme, 'events/production-database.json');
const now = ['--now', '2026-03-27T14:05:00+01:00'];
const form = '{"justification":"Lena takes over the closing.","risks":"She could change entries."}';

/** What `runs` shows as JSON. */
async function runsOf(store: string, ...more: readonly string[]): Promise<readonly RunShown[]> {
  const { out } = await deskbook(['runs', acme, ...more, '--store', store, '--format', 'json', ...now]);
  return JSON.parse(out) as readonly RunShown[];
}

interface RunShown {
  readonly run: string;
  readonly status: string;
  readonly end: string | null;
  readonly waiting: readonly { readonly task: string }[];
  readonly entries?: readonly { readonly type: string }[];
}

async function started(name: string): Promise<{ readonly store: string; readonly run: string; readonly task: string }> {
  const store = join(folder, `${name}.db`);
  await deskbook(['run', acme, '--events', access, '--store', store, ...now]);
  const [shown] = await runsOf(store);
  return { store, run: shown?.run ?? '', task: shown?.waiting[0]?.task ?? '' };
}

/** A store that waits for the manager's answer, and that no test changes. */
let waiting: Awaited<ReturnType<typeof started>>;
beforeAll(async () => {
  waiting = await started('waiting');
});

describe('what is given for a while', () => {
  const incident = {
    specversion: '1.0',
    id: 'night-1',
    source: 'test',
    type: 'ticket.updated',
    time: '2026-03-27T14:00:00+01:00',
    data: { ticket: { id: 'IT-7', summary: 'The portal is down', state: 'in_progress', priority: 'CRITICAL' } },
  };
  const store = join(folder, 'night.db');
  const at = (time: string): readonly string[] => ['--store', store, '--now', `2026-03-27T${time}+01:00`];
  const can = (time: string) =>
    deskbook(['can', acme, 'paul', 'service.failover', 'service:portal', '--ticket', 'IT-7', '--why', ...at(time)]);

  test('is started by hand, counts for the commands that ask, and ends to the second', async () => {
    const events = join(folder, 'night.json');
    writeFileSync(events, JSON.stringify(incident));
    await deskbook(['run', acme, '--events', events, ...at('14:00:00')]);
    expect(await can('14:00:30')).toMatchObject({ code: 1, out: expect.stringContaining('denial failover-is-agreed') });
    const start = [
      'runs',
      acme,
      '--start',
      'failover-alone',
      '--with',
      '{ "reason": "nobody answers", "ticket": "IT-7" }',
    ];
    expect(await deskbook([...start, '--by', 'elena', ...at('14:01:00')])).toMatchObject({
      code: 1,
      notes: expect.stringContaining('not taken: elena may not start failover-alone (denied: start:failover-alone)'),
    });
    const begun = await deskbook([...start, '--by', 'paul', ...at('14:01:00')]);
    expect(begun).toMatchObject({ code: 0, out: expect.stringContaining('failover-alone') });
    const run = /failover-alone-\w+/.exec(begun.out)?.[0];
    const { code, out } = await can('15:00:59');
    expect(code).toBe(0);
    expect(out).toContain('the glass was broken for it\n  broken glass failover-alone');
    expect(out).toContain(`broken in run ${run}\n`);
    expect(out).toContain('    does not count: failover-alone is broken\n');
    expect(out).toContain(`    ✓ broken in run ${run}\n`);
    const over = await can('15:01:00');
    expect(over).toMatchObject({
      code: 1,
      out: expect.stringContaining('✗ nobody has broken it, or not at this moment\n'),
    });
  }, 20_000);

  test('says what is missing or misspelt before it starts, and what people have until when', async () => {
    const night = ['--store', store, '--now', '2026-03-27T15:30:00+01:00'];
    const by = ['runs', acme, '--by', 'paul', ...night];
    expect(await deskbook([...by, '--start', 'failover-alone', '--with', '{}'])).toMatchObject({
      code: 1,
      notes: expect.stringContaining('not taken: reason must be filled in'),
    });
    expect(await deskbook([...by, '--start', 'failover-alon'])).toMatchObject({
      code: 2,
      notes: expect.stringContaining('did you mean `failover-alone`'),
    });
    expect(await deskbook([...by, '--start', 'failover-alone', '--answer', 'x'])).toMatchObject({
      code: 2,
      notes: expect.stringContaining('--answer and --start are two things at once'),
    });
    const open = await deskbook(['runs', acme, '--open', ...at('14:30:00')]);
    expect(open.out).toContain('  paul has failover-alone until 2026-03-27T14:01:00.000Z\n');
  });

  test('says who starts it', async () => {
    const parameters = ['runs', acme, '--start', 'failover-alone', '--store', join(folder, 'nobody.db')];
    expect(await deskbook(parameters)).toMatchObject({ code: 2, notes: expect.stringContaining('--by') });
  });
});

describe('run', () => {
  test('says what came in, what happened, and whom it waits for', async () => {
    const store = join(folder, 'pretty.db');
    const { code, out, progress } = await deskbook(['run', acme, '--events', access, '--store', store, ...now]);
    expect(code).toBe(0);
    expect(out).toMatch(/^ticket.created IT-2041: started (access-fulfilment-\w+)\n\n\1 {2}access-fulfilment {2}running\n/);
    expect(out).toContain('  verdict: REQUIRES_APPROVAL (rule production)\n');
    expect(out).toMatch(/waits for max: .*\n {4}task access-fulfilment/);
    expect(out).toContain('goes on by itself at 2026-03-29T');
    expect(progress.at(-1)).toBeNull();
    const again = await deskbook(['run', acme, '--events', access, '--store', store, ...now]);
    expect(again.out).toContain('seen before: ');
    const resumed = await deskbook(['run', acme, '--store', store, ...now]);
    expect(resumed.out).toMatch(/^access-fulfilment-[^]*waits for max/);
  }); // prettier-ignore

  test('several events as JSON Lines: what is bad is kept apart, the rest goes on', async () => {
    const events = join(folder, 'events.jsonl');
    const names = ['password-reset', 'malformed', 'disk-full'];
    const lines = names.map((name) => JSON.stringify(JSON.parse(readFileSync(join(acme, `events/${name}.json`), 'utf8'))));
    writeFileSync(events, `${lines.join('\n')}\n`);
    const store = join(folder, 'several.db');
    const { code, out } = await deskbook(['run', acme, '--events', events, '--store', store, '--format', 'jsonl', ...now]);
    expect(code).toBe(1);
    const printed = linesOf(out);
    expect(printed.filter(({ type }) => type === 'receipt').map(({ status }) => status)).toEqual(['accepted', 'rejected', 'accepted']);
    expect(printed.filter(({ type }) => type === 'run')).toMatchObject([{ status: 'ended' }, { status: 'ended' }]);
    expect(await deskbook(['audit', 'verify', '--store', store])).toMatchObject({ code: 0 });
  }); // prettier-ignore

  test('a line that is no JSON is rejected and kept, and stops nothing beside it', async () => {
    const events = join(folder, 'torn.jsonl');
    const good = JSON.stringify(JSON.parse(readFileSync(join(acme, 'events/password-reset.json'), 'utf8')));
    writeFileSync(events, `{ torn\n${good}\n`);
    const store = join(folder, 'torn.db');
    const { code, out } = await deskbook([
      'run',
      acme,
      '--events',
      events,
      '--store',
      store,
      '--format',
      'json',
      ...now,
    ]);
    expect(code).toBe(1);
    const receipts = linesOf(out).filter(({ type }) => type === 'receipt');
    expect(receipts).toMatchObject([{ status: 'rejected', rejection: { code: 'not_json' } }, { status: 'accepted' }]);
  });

  test('a file that is nothing but noise is one rejected message', async () => {
    const events = join(folder, 'noise.json');
    writeFileSync(events, 'no\nno\n');
    const { code, out } = await deskbook([
      'run',
      acme,
      '--events',
      events,
      '--store',
      join(folder, 'noise.db'),
      '--format',
      'json',
    ]);
    const receipts = linesOf(out).filter(({ type }) => type === 'receipt');
    expect([code, receipts.length]).toEqual([1, 1]);
  });

  test('a vendor’s message that is too old is rejected, unless it is taken in as of then', async () => {
    const path = join(acme, 'payloads/zendesk/ticket_created.json');
    const store = join(folder, 'zendesk.db');
    const parameters = ['run', acme, '--events', path, '--source', 'zendesk', '--store', store];
    const { code, out } = await deskbook(parameters);
    expect(code).toBe(1);
    expect(out).toContain('--now takes it in as if it came then');
    expect(await deskbook([...parameters, '--now', '2026-03-27T14:20:30+01:00'])).toMatchObject({ code: 0 });
  });
});

describe('runs', () => {
  test('an approval, from the first question to the report', async () => {
    const { store, run, task } = await started('whole');
    const answer = (which: string, by: string, outcome: string, ...more: readonly string[]) =>
      deskbook(['runs', acme, '--store', store, '--answer', which, '--by', by, '--outcome', outcome, ...more, ...now]);
    const justified = await answer(task, 'max', 'done', '--form', form);
    expect(justified.code).toBe(0);
    expect(justified.out).toContain('max answers done');
    const [asked] = await runsOf(store);
    const approval = asked?.waiting[0]?.task ?? '';
    const own = await answer(approval, 'lena', 'approve');
    expect(own).toMatchObject({ code: 1, out: '' });
    expect(own.notes).toMatch(/^not taken: Nobody decides about their own request\. {2}asker-never-approves {2}access\/\S+:\d+\n$/);
    expect((await answer(approval, 'omar', 'reject')).notes).toContain('say it with --note (note_required)');
    const approved = await answer(approval, 'omar', 'approve', '--note', 'Until September.');
    expect(approved.out).toContain('omar votes approve');
    expect(approved.out).toContain('ended: done');
    expect(await runsOf(store, '--open')).toEqual([]);
    expect((await deskbook(['runs', acme, '--open', '--store', store])).notes).toBe('there are no runs\n');
    const [shown] = await runsOf(store, run);
    expect(shown?.entries?.map(({ type }) => type)).toContain('effect.done');

    const report = ['report', acme, '--store', store, '--run', run];
    expect((await deskbook(report)).out).toMatch(/^# /m);
    expect((await deskbook([...report, '--format', 'html'])).out).toContain('<html');
    expect(JSON.parse((await deskbook([...report, '--format', 'json'])).out)).toMatchObject({ run, missing: [] });
    const undone = await deskbook(['runs', acme, run, '--store', store, '--undo', '--by', 'omar', '--note', 'Wrong person.', ...now]);
    expect(undone.out).toContain('everything done is taken back: Wrong person.');
    expect(undone.out).toMatch(/provision: taken back/);
    expect(undone.out).toContain('ended: undone');
    expect(await deskbook(['audit', 'verify', '--store', store])).toMatchObject({ code: 0 });
  }); // prettier-ignore

  test('an approval is delegated to whom --to names, where that is allowed', async () => {
    const { store, task } = await started('delegated');
    const answer = (which: string, by: string, outcome: string, ...more: readonly string[]) =>
      deskbook(['runs', acme, '--store', store, '--answer', which, '--by', by, '--outcome', outcome, ...more, ...now]);
    await answer(task, 'max', 'done', '--form', form);
    const [asked] = await runsOf(store);
    const approval = asked?.waiting[0]?.task ?? '';
    expect(await answer(approval, 'omar', 'delegate', '--to', 'max')).toMatchObject({
      code: 1,
      notes: 'not taken: this approval cannot be handed on by them, or not to that person (cannot_delegate)\n',
    });
  });

  test('a seat and a task are reassigned to whom --to names, by whoever may', async () => {
    const { store, task } = await started('reassigned');
    const answer = (which: string, by: string, outcome: string, ...more: readonly string[]) =>
      deskbook(['runs', acme, '--store', store, '--answer', which, '--by', by, '--outcome', outcome, ...more, ...now]);
    expect(await answer(task, 'sam', 'reassign', '--to', 'max,lena')).toMatchObject({
      code: 1,
      notes: 'not taken: they are not all in the role line-manager or director\n',
    });
    expect(await answer(task, 'sam', 'reassign', '--to', 'max')).toMatchObject({
      code: 0,
      out: expect.stringContaining('goes on to max'),
    });
    await answer(task, 'max', 'done', '--form', form);
    const [asked] = await runsOf(store);
    const approval = asked?.waiting[0]?.task ?? '';
    expect(await answer(approval, 'sam', 'reassign', '--to', 'omar')).toMatchObject({
      code: 1,
      notes: 'not taken: sam may not reassign this (no_grant: reassign:production-access)\n',
    });
    const seat = ['--seat', 'it-security-manager'];
    expect(await answer(approval, 'petra', 'reassign', '--to', 'omar', ...seat)).toMatchObject({
      code: 0,
      out: expect.stringContaining('a seat is given to omar'),
    });
  });

  test('cancel ends a run, for whoever asked for it and not for just anybody', async () => {
    const { store, run } = await started('cancelled');
    const other = await deskbook(['runs', acme, run, '--store', store, '--cancel', '--by', 'omar', ...now]);
    expect(other).toMatchObject({ code: 1, notes: expect.stringContaining('omar may not cancel this run') });
    const { code, out } = await deskbook(['runs', acme, run, '--store', store, '--cancel', '--by', 'lena', ...now]);
    expect(code).toBe(0);
    expect(out).toContain('is cancelled: said so on the command line');
  });

  test('pause lets a run stand still, and resume lets it go on', async () => {
    const { store, run } = await started('paused');
    const paused = await deskbook(['runs', acme, run, '--store', store, '--pause', '--by', 'lena', '--note', 'not now', ...now]);
    expect(paused).toMatchObject({ code: 0, out: expect.stringContaining(`${run}  access-fulfilment  paused\n`) });
    expect(paused.out).toContain('is paused by lena: not now');
    expect(await runsOf(store)).toMatchObject([{ paused: true }]);
    const resumed = await deskbook(['runs', acme, run, '--store', store, '--resume', '--by', 'lena', ...now]);
    expect(resumed).toMatchObject({ code: 0, out: expect.stringContaining('goes on, says lena') });
    expect(await deskbook(['runs', acme, run, '--store', store, '--resume', '--by', 'lena', ...now])).toMatchObject({ code: 1 });
  }); // prettier-ignore

  test.each([
    ['an answer by nobody', ['--answer', 'x'], 'who says so is missing'],
    ['an answer without one', ['--answer', 'x', '--by', 'max'], 'the answer is missing'],
    ['delegating to nobody', ['--answer', 'x', '--by', 'max', '--outcome', 'delegate'], 'is missing'],
    ['reassigning to nobody', ['--answer', 'x', '--by', 'max', '--outcome', 'reassign'], 'who it goes to is missing'],
    ['a form that is no JSON', ['--answer', 'x', '--by', 'max', '--outcome', 'done', '--form', '{'], 'is not JSON'],
    [
      'a form that is none',
      ['--answer', 'x', '--by', 'max', '--outcome', 'done', '--form', '7'],
      'is not a JSON object',
    ],
    ['cancelling nothing', ['--cancel', '--by', 'max'], 'which run is missing'],
    ['a run there is not', [], 'there is no run none'],
  ])('%s is wrong use', async (name, more, message) => {
    const { store } = waiting;
    const named = name === 'a run there is not' ? ['none'] : [];
    const { code, notes } = await deskbook(['runs', acme, ...named, '--store', store, ...more]);
    expect(code).toBe(2);
    expect(notes).toContain(message);
  });

  test('a task there is not is not taken', async () => {
    const { store } = waiting;
    const parameters = ['runs', acme, '--store', store, '--answer', 'x', '--by', 'max', '--outcome', 'done'];
    expect(await deskbook(parameters)).toMatchObject({ code: 1, notes: expect.stringContaining('not taken') });
    const { out } = await deskbook([...parameters, '--format', 'json']);
    expect(JSON.parse(out)).toMatchObject({ ok: false, code: 'no_such_task' });
  });
});

describe('a file that is no store is wrong use', () => {
  test.each([
    ['run', ['run', acme, '--store']],
    ['runs', ['runs', acme, '--store']],
    ['audit', ['audit', 'verify', '--store']],
    ['report', ['report', acme, '--run', 'x', '--store']],
  ])('%s', async (name, parameters) => {
    const text = join(folder, `text-${name}.db`);
    writeFileSync(
      text,
      'This is a text, and a long one, and by no means a database of any kind whatsoever. '.repeat(20),
    );
    const { code, notes } = await deskbook([...parameters, text]);
    expect({ code, notes }).toEqual({ code: 2, notes: expect.stringContaining(`${text} is not a database`) });
  });

  test('a folder there is not, and a store that somebody else writes', async () => {
    expect(await deskbook(['run', acme, '--store', join(folder, 'nowhere', 'x.db')])).toMatchObject({ code: 2 });
    const path = join(folder, 'busy.db');
    const busy = sqliteStore(path);
    const { code, notes } = await deskbook(['run', acme, '--store', path]);
    expect({ code, notes }).toEqual({ code: 2, notes: expect.stringContaining('one store has one writer') });
    await busy.close();
  });
});

describe('report and audit', () => {
  test('a report of a run there is not, and a store there is not', async () => {
    const { store } = waiting;
    expect(await deskbook(['report', acme, '--store', store, '--run', 'none'])).toMatchObject({ code: 2 });
    expect(await deskbook(['report', acme, '--store', join(folder, 'no.db'), '--run', 'x'])).toMatchObject({ code: 2 });
    expect(await deskbook(['audit', 'verify', '--store', join(folder, 'no.db')])).toMatchObject({ code: 2 });
    expect(await deskbook(['audit', 'burn', '--store', store])).toMatchObject({ code: 2 });
  });

  test('a journal that was changed is found out, and where', async () => {
    const { store, run } = waiting;
    expect((await deskbook(['audit', 'verify', '--store', store, '--format', 'pretty'])).out).toMatch(/^intact: \d+ entries in \d+ chains/);
    const copy = join(folder, 'copy.db');
    copyFileSync(store, copy);
    const database = new DatabaseSync(copy);
    database.exec(
      `UPDATE entries SET bytes = replace(CAST(bytes AS TEXT), 'production', 'test') WHERE chain = (SELECT number FROM heads WHERE stream = 'run:${run}')`,
    );
    database.close();
    const { code, out } = await deskbook(['audit', 'verify', '--store', copy, '--format', 'pretty']);
    expect(code).toBe(1);
    expect(out).toMatch(new RegExp(`^not intact: run:${run} at entry \\d+: `));
    const json = await deskbook(['audit', 'verify', '--store', copy, '--format', 'json']);
    expect(JSON.parse(json.out)).toMatchObject({ ok: false, stream: `run:${run}` });
  }); // prettier-ignore

  test('a store is replayed, and a listing that its entries do not make is found out', async () => {
    const { store, run } = waiting;
    const replay = await deskbook(['audit', 'replay', '--store', store], { interactive: true });
    expect(replay).toMatchObject({ code: 0, out: expect.stringMatching(/^reproduced: 1 run from \d+ entries\n$/) });
    expect(replay.progress).toEqual([`replayed ${run}`, null]);
    expect(JSON.parse((await deskbook(['audit', 'replay', '--store', store, '--run', run])).out)).toMatchObject({ ok: true, runs: 1 });
    expect(await deskbook(['audit', 'replay', '--store', store, '--run', 'none'])).toMatchObject({ code: 2 });
    const copy = join(folder, 'relisted.db');
    copyFileSync(store, copy);
    const database = new DatabaseSync(copy);
    database.exec(`UPDATE runs SET row = json_set(row, '$.requester', 'somebody') WHERE run = '${run}'`);
    database.close();
    expect(await deskbook(['audit', 'replay', '--store', copy, '--format', 'pretty'])).toMatchObject({
      code: 1,
      out: expect.stringMatching(`^diverges: run:${run} at entry \\d+: the listing is not what the entries make\n$`),
    });
  }); // prettier-ignore

  test('export is the journal as JSON Lines', async () => {
    const { store, run } = waiting;
    const { out } = await deskbook(['audit', 'export', '--store', store, '--stream', `run:${run}`]);
    expect(linesOf(out).map(({ body }) => (body as { type: string }).type)).toContain('run.started');
    const whole = await deskbook(['audit', 'export', '--store', store]);
    expect(linesOf(whole.out).length).toBeGreaterThan(linesOf(out).length);
    const ocsf = await deskbook(['audit', 'export', '--store', store, '--format', 'ocsf']);
    expect(linesOf(ocsf.out).map(({ class_uid: uid }) => uid)).toEqual(linesOf(whole.out).map(() => 6003));
    const csv = await deskbook(['audit', 'export', '--store', store, '--format', 'csv']);
    expect(csv.out.split('\n')[0]).toMatch(/^stream,sequence,at,type,/);
    expect(csv.out.trimEnd().split('\n').length).toBe(linesOf(whole.out).length + 1);
    expect(await deskbook(['audit', 'export', '--store', store, '--format', 'pretty'])).toMatchObject({ code: 2 });
    expect(await deskbook(['audit', 'verify', '--store', store, '--format', 'csv'])).toMatchObject({ code: 2 });
  });
});

describe('events', () => {
  test('what was rejected is listed, shown whole, and taken in by a mended bundle', async () => {
    const desk = starterIn(folder, 'rejecting');
    const store = join(folder, 'rejecting.db');
    const ticket = JSON.parse(readFileSync(join(desk, 'payloads/ticket.json'), 'utf8')) as { data: { ticket: object } };
    const odd = join(folder, 'odd.json');
    writeFileSync(odd, JSON.stringify({ ...ticket, data: { ...ticket.data, ticket: { ...ticket.data.ticket, mood: 'grim' } } }));
    expect(await deskbook(['run', desk, '--events', odd, '--store', store])).toMatchObject({ code: 1 });
    const listed = await deskbook(['events', desk, '--store', store]);
    expect(listed).toMatchObject({ code: 0, out: expect.stringMatching(/^dl-\w+ {2}\S+ {2}cloudevents {2}invalid_event: .*mood/) });
    const id = listed.out.split(' ')[0] ?? '';
    expect((await deskbook(['events', desk, id, '--store', store])).out).toContain('"mood":"grim"');
    expect((await deskbook(['events', store, id.slice(0, 5)])).out).toContain('"mood":"grim"');
    expect(await deskbook(['events', desk, '--retry', '--by', 'sam'])).toMatchObject({ code: 2, notes: expect.stringContaining('which store is missing') });
    expect(await deskbook(['events', desk, 'dl-none', '--store', store])).toMatchObject({ code: 2 });
    expect(await deskbook(['events', desk, id, '--store', store, '--retry'])).toMatchObject({ code: 2 });
    const again = await deskbook(['events', desk, id, '--store', store, '--retry', '--by', 'sam']);
    expect(again).toMatchObject({ code: 1, out: expect.stringContaining(`${id}  rejected: `) });
    const facts = readFileSync(join(desk, 'bundle.yaml'), 'utf8');
    writeFileSync(join(desk, 'bundle.yaml'), `${facts}\n---\nkind: facts\nid: moods\nticket: { mood: { type: text, optional: true } }\n`);
    const mended = await deskbook(['events', desk, '--store', store, '--retry', '--by', 'sam', '--format', 'json']);
    expect(mended.notes).toBe('');
    expect(JSON.parse(mended.out)).toMatchObject([{ id, ok: true, receipt: { status: 'accepted' } }]);
    expect(await deskbook(['events', desk, '--store', store])).toMatchObject({ out: '', notes: 'nothing was rejected\n' });
  }); // prettier-ignore
});

describe('store', () => {
  test('backs up, verifies and compacts', async () => {
    const copy = join(folder, 'backup.db');
    expect(await deskbook(['store', 'backup', waiting.store, copy])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^copied to .*backup.db, \d+ kB\n$/),
    });
    expect(await deskbook(['store', 'backup', waiting.store, copy])).toMatchObject({ code: 2 });
    expect(await deskbook(['store', 'backup', waiting.store])).toMatchObject({ code: 2 });
    expect((await deskbook(['store', 'verify', copy])).out).toMatch(
      /^intact: the file, and \d+ entries in \d+ chains\n$/,
    );
    expect((await deskbook(['store', 'compact', copy])).out).toMatch(/^\d+ kB before, \d+ kB now\n$/);
    expect(await deskbook(['store', 'compact', copy, 'another.db'])).toMatchObject({
      code: 2,
      notes: expect.stringContaining('store compact takes one file'),
    });
    expect(JSON.parse((await deskbook(['store', 'compact', copy, '--format', 'json'])).out)).toMatchObject({
      after: expect.any(Number),
    });
    expect(await deskbook(['store', 'burn', copy])).toMatchObject({ code: 2 });
    expect(await deskbook(['store', 'verify', join(folder, 'nowhere.db')])).toMatchObject({ code: 2 });
    expect(await deskbook(['audit', 'replay', '--store', copy])).toMatchObject({ code: 0 });
  });

  test('finds damage, and an entry that was changed', async () => {
    const changed = join(folder, 'changed.db');
    copyFileSync(waiting.store, changed);
    const database = new DatabaseSync(changed);
    database.exec(`UPDATE entries SET bytes = replace(CAST(bytes AS TEXT), 'production', 'test') WHERE chain = (SELECT number FROM heads WHERE stream = 'run:${waiting.run}')`);
    database.close();
    expect(await deskbook(['store', 'verify', changed])).toMatchObject({ code: 1, out: expect.stringContaining(`not intact: run:${waiting.run}`) });
    const torn = join(folder, 'torn-page.db');
    const bytes = readFileSync(waiting.store);
    bytes.fill(0xff, 4096, 8192);
    writeFileSync(torn, bytes);
    const found = await deskbook(['store', 'verify', torn]);
    expect(found).toMatchObject({ code: 1, out: expect.stringContaining('damaged: ') });
  }); // prettier-ignore
});

test('a report is written of a store that cannot be written, by a bundle it has never seen', async () => {
  const desk = starterIn(folder, 'moved-on');
  const store = join(folder, 'moved-on.db');
  await deskbook(['run', desk, '--events', join(desk, 'payloads/ticket.json'), '--store', store]);
  const { out } = await deskbook(['runs', desk, '--store', store, '--format', 'json']);
  const [run] = JSON.parse(out) as readonly RunShown[];
  const path = join(desk, 'bundle.yaml');
  writeFileSync(path, readFileSync(path, 'utf8').replace('My service desk', 'Our service desk'));
  const report = await deskbook(['report', desk, '--store', store, '--run', run?.run ?? '']);
  expect(report).toMatchObject({ code: 0, notes: '' });
  expect(report.out).toContain('Reset a password');
});

test('the starter’s own store is not made by looking', async () => {
  const desk = starterIn(folder, 'unmade');
  expect(await deskbook(['runs', desk, '--store', join(folder, 'unmade.db')])).toMatchObject({ code: 2 });
});

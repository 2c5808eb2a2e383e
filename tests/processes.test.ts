import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sqliteStore } from '@deskbook/core';
import { deskbookProcess } from './scene/child-process.ts';
import { deskbook, inRoot } from './scene/deskbook.ts';
import { temporaryFolder } from './scene/temporary-folder.ts';

const folder = temporaryFolder();
const desk = join(folder, 'desk');
const event = join(desk, 'payloads/ticket.json');

test('a new folder, made, checked and tested by processes of their own', async () => {
  expect(await deskbookProcess(['init', desk])).toMatchObject({ code: 0, notes: '' });
  expect(await deskbookProcess(['lint', desk])).toMatchObject({ code: 0, out: `nothing to say about ${desk}\n` });
  expect(await deskbookProcess(['test', desk])).toMatchObject({ code: 0, notes: '' });
});

describe('how it ends', () => {
  test.each([
    [0, ['lint', 'examples/network-assessment']],
    [1, ['can', desk, 'kit', 'directory.reset_password', 'person:kit']],
    [2, ['frobnicate']],
    [2, []],
  ])('%i: deskbook %j', async (code, parameters) => {
    expect(await deskbookProcess(parameters)).toMatchObject({ code, signal: null });
  });
});

describe('in a pipe', () => {
  test('an event comes from standard input, and JSON goes out alone', async () => {
    const input = readFileSync(event, 'utf8');
    const { code, out, notes } = await deskbookProcess(['classify', desk, '--event', '-', '--format', 'json'], {
      input,
    });
    expect({ code, notes }).toEqual({ code: 0, notes: '' });
    expect(JSON.parse(out)).toMatchObject({ decision: 'ALLOWED' });
  });

  test('no colour, unless it is wanted', async () => {
    const parameters = ['classify', desk, '--event', event];
    const environment = { NO_COLOR: '' };
    expect((await deskbookProcess(parameters, { environment })).out).not.toContain('\u001b');
    expect((await deskbookProcess([...parameters, '--color'], { environment })).out).toContain('\u001b[');
    expect((await deskbookProcess([...parameters, '--color', '--format', 'json'])).out).not.toContain('\u001b');
  });

  test('a reader who stops reading is no fault', async () => {
    const { code, notes } = await deskbookProcess(['explain', '--format', 'json'], { stopReading: true });
    expect(notes).toBe('');
    expect(code).toBe(0);
  });
});

test('interrupted, it keeps what was accepted, and the next call goes on with it', async () => {
  const events = join(folder, 'many.jsonl');
  const first = JSON.parse(readFileSync(event, 'utf8')) as { id: string; subject: string; data: { ticket: object } };
  const many = Array.from({ length: 400 }, (_, number) => ({
    ...first,
    id: `event-${number}`,
    subject: `IT-${number}`,
    data: { ticket: { ...first.data.ticket, id: `IT-${number}` } },
  }));
  writeFileSync(events, many.map((each) => JSON.stringify(each)).join('\n'));
  const store = join(folder, 'interrupted.db');
  const ended = await deskbookProcess(['run', desk, '--events', events, '--store', store], {
    kill: (out) => (out.split('\n').length > 20 ? 'SIGINT' : null),
  });
  expect(ended).toMatchObject({ code: 130, signal: null });
  expect(ended.notes).toMatch(/^interrupted; .*\n$/);
  const accepted = ended.out.split('\n').filter((line) => line.startsWith('ticket.created')).length;
  const kept = sqliteStore(store, { readOnly: true });
  expect(kept.verify()).toMatchObject({ ok: true });
  expect(kept.runs({}).length).toBeGreaterThanOrEqual(accepted);
  expect(accepted).toBeLessThan(400);
  await kept.close();
  const { code, out } = await deskbook('run', desk, '--events', events, '--store', store, '--format', 'json');
  expect(code).toBe(0);
  const receipts = out.split('\n').filter((line) => line.startsWith('{"type":"receipt"'));
  expect(receipts).toHaveLength(400);
  const whole = sqliteStore(store, { readOnly: true });
  expect(whole.verify()).toMatchObject({ ok: true });
  expect(whole.runs({}).filter(({ end }) => end === 'done')).toHaveLength(400);
  await whole.close();
}, 60_000);

test('while one process writes others look at the same store, and may not write; once it has ended they may', async () => {
  const store = join(folder, 'shared.db');
  await deskbookProcess(['run', desk, '--events', event, '--store', store]);
  const holder = spawn(process.execPath, ['--conditions=@deskbook/source', inRoot('tests/scene/hold-store.ts'), store]);
  let said = '';
  holder.stdout.setEncoding('utf8').on('data', (text: string) => void (said += text));
  await once(holder.stdout, 'data');
  const lookers = [
    ['runs', store],
    ['runs', store, 'password-reset'],
    ['systems', '--store', store],
    ['events', desk, '--store', store],
    ['report', desk, '--store', store, '--run', 'password-reset'],
    ['audit', 'verify', '--store', store],
    ['audit', 'replay', '--store', store],
  ];
  const looked = await Promise.all(lookers.map((parameters) => deskbookProcess(parameters)));
  expect(looked.map(({ code, signal }) => ({ code, signal }))).toEqual(lookers.map(() => ({ code: 0, signal: null })));
  expect(looked[1]?.out).toContain('✓ reset    Reset the password');
  const undo = ['runs', desk, 'password-reset', '--store', store, '--undo', '--by', 'ada'];
  const refused = await deskbookProcess(undo);
  expect(refused).toMatchObject({
    code: 2,
    notes: expect.stringContaining('wait until that desk has ended, or stop it'),
  });
  expect(await deskbookProcess(['run', desk, '--store', store])).toMatchObject({ code: 2 });
  holder.stdin.end();
  await once(holder, 'close');
  expect(Number(/wrote (\d+)/u.exec(said)?.[1])).toBeGreaterThan(0);
  expect((await deskbookProcess(undo)).notes).not.toContain('one store has one writer');
  expect(await deskbookProcess(['audit', 'verify', '--store', store])).toMatchObject({ code: 0 });
}, 60_000);

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sqliteStore } from '@deskbook/core';
import { deskbook } from '../scene/deskbook.ts';
import { temporaryFolder } from '../scene/temporary-folder.ts';
import { openDeskOf } from './desk-host.ts';
import { makeDesk, writeTickets } from './desk.ts';
import { pause, startFile } from './processes.ts';
import { openWitness } from './witness.ts';

const folder = temporaryFolder();
const desk = makeDesk(folder);

/** How often a process is killed before it is left to its work. */
const ROUNDS = 5;
const TICKETS = 80;

test('deskbook run, killed at any moment again and again, loses no ticket and takes none in twice', async () => {
  const store = join(folder, 'command.db');
  const tickets = writeTickets(join(folder, 'command.jsonl'), TICKETS, 'password');
  const accepted: string[] = [];
  const when: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const running = startFile('packages/cli/src/main.ts', ['run', desk, '--events', tickets, '--store', store, '--format', 'json']); // prettier-ignore
    await running.printed(1);
    const lived = Math.random() * 120;
    when.push(lived);
    await pause(lived);
    running.process.kill('SIGKILL');
    await running.ended;
    const receipts = running.lines().filter((line) => line.includes('"status":"accepted"'));
    accepted.push(...receipts.map((line) => (JSON.parse(line) as { event: { id: string } }).event.id));
  }
  expect([when, new Set(accepted).size]).toEqual([when, accepted.length]);
  const { code, out } = await deskbook('run', desk, '--events', tickets, '--store', store, '--format', 'json');
  expect(code).toBe(0);
  const again = out.split('\n').filter((line) => line.includes('"status":"accepted"')).join('\n'); // prettier-ignore
  expect(accepted.filter((id) => again.includes(`"id":"${id}"`))).toEqual([]);
  // What was asked for when the process died is asked for again after a pause, by whoever comes later.
  expect((await deskbook('run', desk, '--store', store, '--now', '2030-01-01T00:00:00Z')).code).toBe(0);
  const whole = sqliteStore(store, { readOnly: true });
  expect(whole.verify()).toMatchObject({ ok: true });
  expect(whole.runs({}).map(({ end }) => end)).toEqual(Array.from({ length: TICKETS }, () => 'done'));
  await whole.close();
});

test('what must not be done twice is done at most once, whenever the process dies, as the world outside has seen it', async () => {
  const store = join(folder, 'host.db');
  const tickets = writeTickets(join(folder, 'host.jsonl'), 40, 'token');
  const witness = await openWitness(3);
  for (let round = 0; round < ROUNDS; round += 1) {
    const host = startFile('tests/faults/desk-host.ts', [desk, store, witness.url, tickets]);
    await host.printed(1);
    await pause(Math.random() * 150);
    host.process.kill('SIGKILL');
    await host.ended;
  }
  const last = sqliteStore(store);
  const again = await openDeskOf(desk, last, witness.url);
  for (const body of readFileSync(tickets, 'utf8').trim().split('\n'))
    await again.receive({ source: 'cloudevents', headers: {}, body });
  await again.settle();
  // Whoever is asked looks whether it was done, and says so, or has it done.
  let asked = 0;
  for (const { task, assignees, run } of again.tasks()) {
    asked += 1;
    const outcome = witness.done.has(`${run}/charge`) ? 'done' : 'retry';
    expect(await again.answer(task, { by: assignees[0] ?? '', outcome })).toMatchObject({ ok: true });
  }
  await again.settle();
  const runs = again.runs();
  const charged = runs.map(({ run }) => witness.done.get(`${run}/charge`));
  expect([asked, charged]).toEqual([asked, runs.map(() => 1)]);
  expect(runs.filter(({ end, due }) => end === null && due === null)).toEqual([]);
  expect(last.verify()).toMatchObject({ ok: true });
  await again.close();
});

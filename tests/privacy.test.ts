import { copyFileSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { backUpStore, sqliteStore } from '@deskbook/core';
import type { Receipt } from '@deskbook/core';
import { replayStore } from '@deskbook/core/audit';
import { fileKeys, noKeys, personData, privateStore } from '@deskbook/core/privacy';
import type { PrivateStore } from '@deskbook/core/privacy';
import type { Fixtures } from '@deskbook/dsl/bundle';
import type { JsonObject } from '@deskbook/policies';
import { cloudEvent, openAcme } from './scene/acme-desk.ts';
import { deskbook, deskbookJson, inRoot } from './scene/deskbook.ts';
import type { Printed } from './scene/deskbook.ts';
import { temporaryFolder } from './scene/temporary-folder.ts';
import { everything } from '../packages/core/test/privacy/everything.ts';

const folder = temporaryFolder();
const path = join(folder, 'desk.db');
const before = join(folder, 'backup-before.db');
const after = join(folder, 'backup-after.db');
const erasedAt = '2026-04-02T08:00:00.000Z';

/** What is personal of two people and stands in what is received, answered and sent. No word of any bundle. */
const lena = {
  name: 'Lena Plänted-Xq41',
  email: 'lena.xq41@planted.example',
  text: 'my knee Xq41 hurts',
  note: 'Lena, Xq41: urgent',
  letter: 'call +49 Xq41',
};
const tom = {
  name: 'Tom Plänted-Yw52',
  email: 'tom.yw52@planted.example',
  text: 'my back Yw52 hurts',
  note: 'Tom, Yw52: wait',
  letter: 'call +49 Yw52',
};

type Person = Fixtures['people'][string];
const called = (person: Person | undefined, { name, email }: typeof lena): Person => ({
  ...(person as Person),
  properties: { ...(person as Person).properties, name, email },
});

const plant = (fixtures: Fixtures): Fixtures => ({
  ...fixtures,
  people: {
    ...fixtures.people,
    lena: called(fixtures.people['lena'], lena),
    tom: called(fixtures.people['tom'], tom),
  },
});

const words: { readonly [person: string]: typeof lena } = { lena, tom };

/** An event of the example whose requester says something personal. */
function personalEvent(name: string): ReturnType<typeof cloudEvent> {
  const message = cloudEvent(name);
  const event = JSON.parse(message.body) as { data?: { ticket?: { requester?: string; description?: string } } };
  const said = words[event.data?.ticket?.requester ?? ''];
  if (said !== undefined && event.data?.ticket !== undefined) event.data.ticket.description = said.text;
  return { ...message, body: JSON.stringify(event) };
}

const malformed = ({ name, email, letter }: typeof lena) => ({
  source: 'rt',
  headers: { from: email },
  body: `{ "malformed": "${letter}", "from": ${JSON.stringify(name)} `,
});

/** Everything that happens to two people at a desk: runs, mails, a session, forms, notes, work that is open, messages nobody can read. */
async function work(store: PrivateStore): Promise<void> {
  const { desk } = await openAcme({ store, change: plant });
  for (const name of readdirSync(inRoot('examples/acme-it/events')).toSorted()) {
    await desk.receive(personalEvent(name));
  }
  await desk.receive(malformed(lena));
  await desk.receive(malformed(tom));
  await desk.settle();
  const tried = new Set<string>();
  for (;;) {
    const task = desk.tasks().find((each) => !tried.has(each.task));
    if (task === undefined || tried.size > 12) break;
    tried.add(task.task);
    const [by = 'omar'] = task.assignees;
    const outcome = task.kind === 'approval' ? 'approve' : 'done';
    const { note } = store.run(task.run)?.requester === 'lena' ? lena : tom;
    await desk.answer(task.task, { by, outcome, note, form: { justification: note, risks: note } });
    await desk.settle();
  }
  for (const person of ['lena', 'tom'])
    await desk.request('password-reset', { person, key: 'one', form: { sure: true } });
  for (const person of ['lena', 'tom']) await desk.troubleshoot('vpn', { person });
  await desk.settle();
  for (const { run, requester } of desk.runs({ status: 'open' }))
    if (requester === 'tom') await desk.cancel(run, { by: 'tom', reason: tom.note });
  await desk.settle();
}

const opened = (file: string): PrivateStore => privateStore(sqliteStore(file), { keys: fileKeys(`${path}.keys`) });

/** Every file of the folder, as it lies there. */
const files = (): ReadonlyMap<string, Buffer> =>
  new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));

/** A text in every way that something might have stored it. */
function encodings(text: string): readonly Buffer[] {
  const plain = Buffer.from(text);
  // Base64 of a text that stands within another: what its whole groups come to, wherever those begin.
  const base64 = [0, 1, 2].flatMap((shift) => {
    const padded = Buffer.concat([Buffer.alloc(shift), plain]);
    const groups = padded.subarray(3 * Math.ceil(shift / 3), 3 * Math.floor(padded.length / 3));
    return [groups.toString('base64'), groups.toString('base64url')].map((each) => Buffer.from(each));
  });
  const ascii = text.replaceAll('ä', '\\u00e4');
  return [
    plain,
    Buffer.from(text, 'utf16le'),
    Buffer.from(plain.toString('hex')),
    Buffer.from(JSON.stringify(text).slice(1, -1)),
    Buffer.from(ascii),
    Buffer.from(encodeURIComponent(text)),
    ...base64,
  ];
}

const found = (person: typeof lena, among: ReadonlyMap<string, Buffer>): readonly string[] =>
  [...among].flatMap(([name, bytes]) =>
    Object.entries(person).flatMap(([what, text]) =>
      encodings(text).some((each) => bytes.includes(each)) ? [`${what} in ${name}`] : [],
    ),
  );

let whileOpen: ReadonlyMap<string, Buffer>;

beforeAll(async () => {
  const store = opened(path);
  await work(store);
  await backUpStore(path, before);
  // While it is open, what was written last lies in the log.
  whileOpen = files();
  await store.close();
});

describe('before anybody is erased', () => {
  test('nothing personal lies on the disk in the clear, and everything of it is read', async () => {
    expect([...whileOpen.keys()]).toContain('desk.db-wal');
    for (const person of [lena, tom]) expect([...found(person, whileOpen), ...found(person, files())]).toEqual([]);
    const store = opened(path);
    const read = everything(store);
    for (const text of [...Object.values(lena), ...Object.values(tom)])
      expect(read).toContain(JSON.stringify(JSON.stringify(text)).slice(3, -3));
    expect(replayStore(store)).toMatchObject({ ok: true });
    await store.close();
  });

  test('a person is given all that is held of them, and nothing of others', async () => {
    const { code, json } = await deskbookJson('privacy', 'export', 'lena', '--store', path, '--known-as', lena.name);
    expect(code).toBe(0);
    const data = json as ReturnType<typeof personData>;
    const text = JSON.stringify(data);
    for (const said of Object.values(lena)) expect(text).toContain(JSON.stringify(said).slice(1, -1));
    for (const said of [tom.text, tom.email, tom.name]) expect(text).not.toContain(said);
    expect(data.knownAs).toEqual([lena.email, lena.name].toSorted());
    expect(data.tickets.length).toBeGreaterThan(1);
    expect(data.rejected).toHaveLength(1);
    expect(data.entries.map(({ body }) => body.type)).toEqual(
      expect.arrayContaining([
        'event.received',
        'run.started',
        'session.started',
        'effect.requested',
        'approval.entry',
      ]),
    );
  });

  test('without its keys a copy says nothing of anybody, and is still a journal', async () => {
    const copy = privateStore(sqliteStore(before, { readOnly: true }), { keys: noKeys() });
    expect(everything(copy)).not.toMatch(/Xq41|xq41|Yw52|yw52/);
    expect(replayStore(copy)).toMatchObject({ ok: true });
    await copy.close();
  });
});

describe('once a person is erased', () => {
  let reports: readonly JsonObject[];
  let again: Receipt;
  let preview: Printed;
  let done: Printed;

  beforeAll(async () => {
    preview = await deskbook('privacy', 'erase', 'lena', '--store', path, '--known-as', lena.name);
    const reason = 'asked us to, 2 April';
    done = await deskbook(
      'privacy',
      'erase',
      'lena',
      '--store',
      path,
      '--known-as',
      lena.name,
      '--by',
      'sam',
      '--reason',
      reason,
      '--now',
      erasedAt,
      '--yes',
    );
    await backUpStore(path, after);
    const store = opened(path);
    const { desk } = await openAcme({ store, change: plant });
    const made: JsonObject[] = [];
    for (const { run } of desk.runs()) made.push((await desk.report(run)) as unknown as JsonObject);
    reports = made;
    const event = JSON.parse(personalEvent('general-question.json').body) as { id: string };
    again = await desk.receive({
      source: 'cloudevents',
      headers: {},
      body: JSON.stringify({ ...event, id: 'evt-again' }),
    });
    await desk.settle();
    await desk.close();
  });

  test('what it does is said before and after', () => {
    expect(preview).toMatchObject({ code: 0, out: expect.stringContaining('lena would be erased') as string });
    expect(preview.notes).toContain('nothing was erased');
    expect(done).toMatchObject({ code: 0, out: expect.stringContaining('lena was erased') as string });
  });

  test('it is journaled: who, when, whom by id, and why', async () => {
    const store = opened(path);
    expect(store.entries('desk').find(({ body }) => body.type === 'person.erased')).toMatchObject({
      at: erasedAt,
      cause: 'person:sam',
      body: { type: 'person.erased', subject: 'lena', by: 'sam', reason: 'asked us to, 2 April' },
    });
    await store.close();
  });

  test('nothing of theirs is on the disk, in the store, its log, its keys or its copies, whoever has the keys', async () => {
    expect(found(lena, files())).toEqual([]);
    // With the keys that are left, too.
    for (const file of [before, after]) {
      const store = opened(file);
      expect(everything(store)).not.toMatch(/Xq41|xq41/);
      await store.close();
    }
  });

  test('every chain and seal is whole, and every run follows from its entries', async () => {
    for (const file of [path, before, after]) {
      const store = opened(file);
      expect(store.verify()).toMatchObject({ ok: true });
      expect(replayStore(store)).toMatchObject({ ok: true });
      await store.close();
    }
    expect((await deskbook('audit', 'verify', '--store', path)).code).toBe(0);
    expect((await deskbook('audit', 'replay', '--store', path)).code).toBe(0);
  });

  test('reports, listings and exports say what was erased and everything else', async () => {
    const erased = reports.filter(({ missing }) =>
      JSON.stringify(missing).includes('personal fields that were erased'),
    );
    expect(erased.length).toBeGreaterThan(1);
    expect(JSON.stringify(erased[0]?.['missing'])).toContain('ticket.description');
    const exported = await deskbook('audit', 'export', '--store', path);
    expect(exported.out).not.toContain(lena.letter);
    expect(exported.out).not.toContain(lena.note);
    expect(exported.out).toContain('[erased]');
    expect(exported.out).toContain(tom.text);
    for (const format of ['ocsf', 'csv'])
      expect((await deskbook('audit', 'export', '--store', path, '--format', format)).code).toBe(0);
    const listed = await deskbook('runs', 'examples/acme-it', '--store', path);
    expect(listed.code).toBe(0);
    expect(listed.out).not.toContain(lena.note);
  });

  test('the other person is unharmed', async () => {
    const store = opened(path);
    const text = JSON.stringify(personData(store, 'tom', { knownAs: [tom.name] }));
    for (const said of Object.values(tom)) expect(text).toContain(JSON.stringify(said).slice(1, -1));
    await store.close();
  });

  test('comes the person again, what they say is kept anew, as somebody else', async () => {
    expect(again).toMatchObject({ status: 'accepted', started: [{ how: 'started' }] });
    const store = opened(path);
    expect(store.keys.people().find(({ person }) => person === 'lena')).toEqual({
      person: 'lena',
      erased: [erasedAt],
      hasKey: true,
    });
    const read = JSON.stringify(personData(store, 'lena').entries);
    expect(read).toContain(lena.text);
    expect(read).not.toContain(lena.letter);
    await store.close();
  });
});

test('a copy of the store with another name reads with the keys that it is given', async () => {
  const copy = join(folder, basename('copy.db'));
  copyFileSync(before, copy);
  expect((await deskbook('audit', 'export', '--store', copy)).out).not.toContain(tom.text);
  expect((await deskbook('audit', 'export', '--store', copy, '--keys', `${path}.keys`)).out).toContain(tom.text);
  const writing = await deskbook('run', 'examples/acme-it', '--store', copy);
  expect(writing).toMatchObject({ code: 2, notes: expect.stringContaining('the keys of this store are not at') });
});

test('erasing is refused without a name and a reason, and while a desk is open', async () => {
  const missing = await deskbook('privacy', 'erase', 'tom', '--store', path, '--yes');
  expect(missing).toMatchObject({ code: 2, notes: expect.stringContaining('who erases is missing') });
  const store = opened(path);
  const locked = await deskbook('privacy', 'erase', 'tom', '--store', path, '--by', 'sam', '--reason', 'x', '--yes');
  expect(locked.code).toBe(2);
  await store.close();
});

import { expect, test } from 'vitest';
import { memoryStore } from '@deskbook/core';
import type { DeadLetter, RawEvent, Store } from '@deskbook/core';
import { created, message, openScene, trigger } from './scene.ts';

const files = { 'trigger.yaml': trigger('restart', '') };
const unreadable = created(1, {}, { floor: 'the attic' });
/** The shop's floors as the bundle of tomorrow reads them. */
const mended = { ...files, 'facts.yaml': "kind: facts\nid: printers\nbase: itil/1\nticket:\n  floor: { type: text, optional: true }\n  noise: { one_of: [quiet, loud], optional: true }\n", 'noise.yaml': "kind: decision\nid: noise\nhit: first\nsets: [ticket.noise]\nrules:\n  - { id: all, otherwise: true, then: { ticket.noise: quiet } }\n" }; // prettier-ignore

async function withRejected(event: RawEvent): Promise<{ readonly store: Store; readonly letter: DeadLetter }> {
  const store = memoryStore();
  const { desk } = await openScene({ files, store });
  expect((await desk.receive(event)).status).toBe('rejected');
  const [letter] = desk.rejected();
  if (letter === undefined) throw new Error('nothing was kept');
  return { store, letter };
}

const retried = (store: Store): unknown =>
  store.entries('desk').map(({ body }) => body).filter(({ type }) => type === 'event.retried'); // prettier-ignore

test('a mended bundle takes in what an earlier one rejected, without its token, and the dead letter is gone', async () => {
  const { store, letter } = await withRejected(unreadable);
  expect(letter.headers['x-token']).toBe('(not kept)');
  const { desk } = await openScene({ files: mended, store });
  const result = await desk.retry(letter.id, { by: 'sam' });
  expect(result).toMatchObject({ ok: true, receipt: { status: 'accepted', started: [{ workflow: 'restart' }] } });
  expect(desk.rejected()).toEqual([]);
  expect(retried(store)).toEqual([{ type: 'event.retried', deadLetter: letter.id, by: 'sam', status: 'accepted' }]);
  expect(await desk.retry(letter.id, { by: 'sam' })).toMatchObject({ ok: false, code: 'no_such_event' });
});

test('rejected again, it stays as it is', async () => {
  const { store, letter } = await withRejected(unreadable);
  const { desk } = await openScene({ files, store });
  expect(await desk.retry(letter.id, { by: 'sam' })).toMatchObject({ ok: true, receipt: { status: 'rejected' } });
  expect(desk.rejected()).toEqual([letter]);
});

test('rejected for another reason, it is kept once, with the reason of now', async () => {
  const { store, letter } = await withRejected(unreadable);
  const unmapped = { 'source.yaml': "kind: source\nid: shop\nverify: { scheme: token, header: X-Token, secret: shop }\nevent: { id: /id, time: { time: /at } }\nemits: [{ event: ticket.updated, when: { /what: never } }]\nticket: { id: /ticket/id }\nchanges: compare\n" }; // prettier-ignore
  const { desk } = await openScene({ files: { ...files, ...unmapped }, store });
  await desk.retry(letter.id, { by: 'sam' });
  expect(desk.rejected()).toMatchObject([{ code: 'unknown_event', body: letter.body }]);
});

test('nobody gets in who was not verified then', async () => {
  const { store, letter } = await withRejected({ ...created(1), headers: { 'x-token': 'guessed' } });
  const { desk } = await openScene({ files, store });
  const result = await desk.retry(letter.id, { by: 'sam' });
  expect(result).toMatchObject({ receipt: { status: 'rejected', rejection: { code: 'bad_signature' } } });
  expect(store.runs({})).toEqual([]);
});

test('whoever needed no signature then needs one now', async () => {
  const open = { 'source.yaml': "kind: source\nid: shop\nverify: { scheme: none }\nevent: { id: /id, time: { time: /at } }\nemits: [{ event: ticket.updated, when: { /what: never } }]\nticket: { id: /ticket/id }\nchanges: compare\n" }; // prettier-ignore
  const store = memoryStore();
  const before = await openScene({ files: { ...files, ...open }, store });
  await before.desk.receive({ ...created(1), headers: {} });
  expect(before.desk.rejected()).toMatchObject([{ code: 'unknown_event', verified: false }]);
  const { desk } = await openScene({ files, store });
  await desk.retry(desk.rejected()[0]?.id ?? '', { by: 'sam' });
  expect(desk.rejected()).toMatchObject([{ code: 'bad_signature' }]);
});

test('what was taken in meanwhile is a duplicate, and is listed no more', async () => {
  const { store, letter } = await withRejected(unreadable);
  const { desk } = await openScene({ files: mended, store });
  await desk.receive(unreadable);
  expect(await desk.retry(letter.id, { by: 'sam' })).toMatchObject({ ok: true, receipt: { status: 'duplicate' } });
  expect(desk.rejected()).toEqual([]);
});

test('of what was too large only the beginning is kept, so it is not tried', async () => {
  const { store, letter } = await withRejected(message({ ticket: { summary: 'x'.repeat(3_000_000) } }));
  const { desk } = await openScene({ files, store });
  expect(letter.code).toBe('too_large');
  expect(await desk.retry(letter.id, { by: 'sam' })).toMatchObject({ ok: false, code: 'not_whole' });
});

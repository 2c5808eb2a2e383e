import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { approvalLinks } from '@deskbook/policies/approval-links';
import type { JsonObject } from '@deskbook/policies';
import { deskApprovalLinks } from '../../src/approval-links/index.ts';
import { replayRun } from '../../src/execution/index.ts';
import { renderReport } from '../../src/reports/index.ts';
import { sqliteStore, type DeskOptions, type Perform, type Store } from '../../src/index.ts';
import { approvalFiles } from './approval-files.ts';
import { created, openScene, sceneBundle } from './scene.ts';

const links = { baseUrl: 'https://desk.example/approvals', key: 'a key that nobody guesses, 32 bytes or more' };
const folder = mkdtempSync(join(tmpdir(), 'deskbook-links-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const files = approvalFiles('within: 2d');

async function open(more: { readonly store?: Store; readonly options?: Partial<DeskOptions> } = {}) {
  const scene = await openScene({ files, ...more, options: { links, ...more.options } });
  const { desk, ports, clock } = scene;
  await desk.receive(created(1, {}, { summary: 'the big printer' }));
  await desk.settle();
  const now = () => clock.now();
  const taken: string[] = [];
  const handle = deskApprovalLinks(desk, { ...links, now, answered: (run) => void taken.push(run) });
  const letters = () => ports.calls.filter(({ action }) => action === 'mail.send').map(({ input }) => input);
  const linkOf = (person: string) =>
    linkIn(letters().findLast(({ to }) => JSON.stringify(to) === `["${person}"]`) ?? {});
  const [run] = desk.runs();
  return { ...scene, handle, letters, linkOf, taken, run: run?.run ?? '' };
}

const linkIn = (letter: JsonObject): string => /https:\/\/desk\.example\/approvals\/\S+/u.exec(textIn(letter))?.[0] ?? ''; // prettier-ignore
const textIn = ({ body }: JsonObject): string => (typeof body === 'string' ? body : '');
const post = (to: string, body: string) =>
  new Request(to, { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded' } });

describe('approvals by e-mail', () => {
  test('from the event to the effect: opened, sent, sent again, by strangers, and on it goes', async () => {
    const { desk, handle, letters, linkOf, taken, run, ports, store, bundle } = await open();
    expect(new Set(letters().map(({ to }) => JSON.stringify(to)))).toEqual(new Set(['["sam"]', '["tina"]', '["mia"]']));
    expect(new Set(letters().map(linkIn)).size).toBe(3);

    for (let times = 0; times < 3; times += 1) {
      const opened = await handle(new Request(linkOf('sam')));
      expect([opened.status, await opened.text()]).toEqual([200, expect.stringContaining('May the big printer be restarted?')]); // prettier-ignore
      await handle(new Request(linkOf('sam'), { method: 'HEAD' }));
    }
    expect((await desk.report(run)).approvals).toMatchObject([{ status: 'open', votes: [] }]);

    const stranger = approvalLinks(links).linkFor({ task: desk.tasks()[0]?.task ?? '', person: 'lena', expires: '2026-03-29T13:00:00Z' }); // prettier-ignore
    const forged = approvalLinks({ ...links, key: `${links.key}!` }).linkFor({ task: desk.tasks()[0]?.task ?? '', person: 'mia', expires: '2026-03-29T13:00:00Z' }); // prettier-ignore
    expect((await handle(post(stranger, 'outcome=approve'))).status).toBe(403);
    expect((await handle(post(forged, 'outcome=approve'))).status).toBe(403);

    expect((await handle(post(linkOf('sam'), 'outcome=approve&note=Please'))).status).toBe(200);
    const again = await handle(post(linkOf('sam'), 'outcome=reject&note=No'));
    expect([again.status, await again.text()]).toEqual([409, expect.stringContaining('You have approved this. Others are still being asked.')]); // prettier-ignore
    const beside = await handle(post(linkOf('tina'), 'outcome=reject&note=No'));
    expect([beside.status, await beside.text()]).toEqual([403, expect.stringContaining('You are not asked any more')]);

    expect((await handle(post(linkOf('mia'), 'outcome=approve'))).status).toBe(200);
    await desk.settle();
    expect(desk.runs()).toMatchObject([{ end: 'done' }]);
    expect(ports.calls.filter(({ action }) => action === 'printer.restart')).toHaveLength(1);
    const late = await handle(post(linkOf('mia'), 'outcome=reject&note=No'));
    expect([late.status, await late.text()]).toEqual([409, expect.stringContaining('You have approved this. It is approved.')]); // prettier-ignore
    expect((await handle(post(linkOf('tina'), 'outcome=approve'))).status).toBe(410);
    expect(taken).toEqual([run, run]);
    expect(replayRun({ store, bundleOf: () => bundle }, run)).toMatchObject({ ok: true });
    expect((await desk.report(run)).approvals).toMatchObject([
      { votes: [{ by: 'sam', vote: 'approve', note: 'Please' }, { by: 'mia' }] },
    ]);
  });

  test('a seat that was delegated or given to others takes the link with it', async () => {
    const { desk, handle, linkOf } = await open();
    const [task] = desk.tasks();
    const before = linkOf('mia');
    await desk.answer(task?.task ?? '', { by: 'sam', outcome: 'reassign', seat: 'boss', to: 'max' });
    await desk.settle();
    expect((await handle(post(before, 'outcome=approve'))).status).toBe(403);
    const theirs = linkOf('max');
    await desk.answer(task?.task ?? '', { by: 'max', outcome: 'delegate', to: 'mia' });
    await desk.settle();
    expect((await handle(post(theirs, 'outcome=approve'))).status).toBe(403);
    expect((await handle(post(before, 'outcome=approve'))).status).toBe(200);
  });

  test('refusing wants to know why; then it has ended for the others', async () => {
    const { desk, handle, linkOf } = await open();
    expect((await handle(post(linkOf('mia'), 'outcome=reject'))).status).toBe(422);
    expect((await handle(post(linkOf('mia'), 'outcome=reject&note=Not+now'))).status).toBe(200);
    await desk.settle();
    expect(desk.runs()).toMatchObject([{ end: 'rejected' }]);
    const other = await handle(new Request(linkOf('sam')));
    expect([other.status, await other.text()]).toEqual([410, expect.stringContaining('It is refused.')]);
  });

  test('at the deadline the link is too old, and nothing is approved', async () => {
    const { desk, handle, linkOf, clock } = await open();
    const link = linkOf('mia');
    clock.set('2026-03-29T14:00:00.000Z');
    expect((await handle(post(link, 'outcome=approve'))).status).toBe(410);
    await desk.settle();
    expect(desk.runs()).toMatchObject([{ end: 'expired' }]);
  });

  test('while the directory is down a vote waits, and says so', async () => {
    const { handle, linkOf, ports } = await open();
    ports.setDown('directory', true);
    const response = await handle(post(linkOf('mia'), 'outcome=approve'));
    expect([response.status, await response.text()]).toEqual([503, expect.stringContaining('please try again')]);
    ports.setDown('directory', false);
    expect((await handle(post(linkOf('mia'), 'outcome=approve'))).status).toBe(200);
  });

  test('without links mails carry none, and all of a seat have one letter', async () => {
    const { desk, ports } = await openScene({ files });
    await desk.receive(created(1));
    await desk.settle();
    expect(ports.calls.map(({ input }) => [input['to'], linkIn(input)])).toEqual([
      [['sam', 'tina'], ''],
      [['mia'], ''],
    ]);
  });

  test('a key that is too short is refused when the desk opens', async () => {
    await expect(openScene({ files, options: { links: { ...links, key: 'short' } } })).rejects.toThrow(TypeError);
  });
});

test('a letter that does not get through is sent again, and only that one', async () => {
  const sent: string[] = [];
  let fails = 2;
  const perform: Perform = async (action, { to }) => {
    if (action !== 'mail.send') return { status: 'done', output: {} };
    const [person] = to as readonly string[];
    if (person === 'tina' && (fails -= 1) >= 0)
      return { status: 'failed', error: 'unavailable', message: 'mailbox busy' };
    sent.push(person ?? '');
    return { status: 'done', output: { message: 'm-1' } };
  };
  const { desk, clock, run, store } = await open({ options: { perform } });
  expect(sent.toSorted()).toEqual(['mia', 'sam']);
  for (let turn = 0; turn < 3; turn += 1) {
    clock.advance(30 * 60_000);
    await desk.settle();
  }
  expect(sent.toSorted()).toEqual(['mia', 'sam', 'tina']);
  expect(
    store
      .entries(`run:${run}`)
      .map(({ body }) => body)
      .filter(({ type, to }) => type === 'approval.mailed' && to === undefined),
  ).toMatchObject([
    { seat: expect.any(String), status: expect.any(String) },
    { status: expect.any(String) },
    { seat: 'support', status: 'failed' },
    { seat: 'support', status: 'sent' },
  ]);
  expect(replayRun({ store, bundleOf: () => sceneBundle({ files }).bundle }, run)).toMatchObject({ ok: true });
});

describe('no token is kept', () => {
  /** A mail port that repeats what it was given when it fails, as some do. */
  const chatty =
    (sent: string[]): Perform =>
    async (action, input) => {
      if (action !== 'mail.send') return { status: 'done', output: {} };
      sent.push(linkIn(input));
      if (sent.length <= 3)
        return { status: 'failed', error: 'unavailable', message: `could not send ${textIn(input)}` };
      return { status: 'done', output: { message: 'm-1' } };
    };

  test('in the store, the journal, the report, or what watches it', async () => {
    const path = join(folder, 'desk.db');
    const store = sqliteStore(path);
    const sent: string[] = [];
    const { desk, handle, run, clock } = await open({ store, options: { perform: chatty(sent) } });
    clock.set('2026-03-27T14:10:00.000Z');
    await desk.settle();
    clock.set('2026-03-27T14:20:00.000Z');
    await desk.settle();
    const link = sent.at(-1) ?? '';
    expect(link).toContain('/approvals/v1.');
    expect((await handle(post(link, 'outcome=approve'))).status).toBe(200);
    await desk.settle();
    const entries = JSON.stringify(store.entries(`run:${run}`));
    const report = await desk.report(run);
    expect(entries).toContain('https://desk.example/approvals/••••');
    for (const kept of [entries, JSON.stringify(report), JSON.stringify(store.checkpoint(run)), renderedText(report)]) {
      expect(kept).not.toContain('v1.');
    }
    await desk.close();
    const bytes = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
    expect(bytes.join('')).toContain(run);
    for (const token of sent.map((each) => each.split('/').at(-1) ?? '')) {
      expect(token).toMatch(/^v1\./u);
      for (const part of token.split('.').slice(1)) expect(bytes.join('')).not.toContain(part);
    }
  });

  const renderedText = (report: Parameters<typeof renderReport>[0]): string =>
    JSON.stringify(renderReport(report, 'markdown'));
});

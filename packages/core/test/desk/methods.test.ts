import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { NoSuchRun, type RawEvent, sqliteStore } from '../../src/index.ts';
import { temporaryFolder } from '../journal/temporary-folder.ts';
import { created, openScene, trigger } from './scene.ts';

const restart = { 'trigger.yaml': trigger('jam', '') };

describe('catching up', () => {
  const pages = (events: readonly (readonly RawEvent[])[]) => ({
    changesSince: async (cursor: string | null) => {
      const page = Number(cursor ?? '0');
      return { events: events[page] ?? [], cursor: String(page + 1), more: page + 1 < events.length };
    },
    ticket: async () => null,
  });
  const unsigned = (number: number): RawEvent => ({ ...created(number), headers: {} });

  test('receives every page, without signatures, and goes on where it was', async () => {
    const helpDesk = pages([[unsigned(1), { ...unsigned(2), body: '{' }], [], [unsigned(3)]]);
    const { desk, store } = await openScene({ files: restart, options: { helpDesk } });
    expect((await desk.catchUp()).map(({ status }) => status)).toEqual(['accepted', 'rejected', 'accepted']);
    expect(store.cursor('help-desk')).toBe('3');
    expect(await desk.catchUp()).toEqual([]);
  });

  test('moves its cursor with whatever the last message turns out to be', async () => {
    const ignored = { ...unsigned(2), body: '{"what": "ping"}' };
    for (const last of [unsigned(1), ignored, { ...unsigned(3), body: '{' }]) {
      const { desk, store } = await openScene({ options: { helpDesk: pages([[unsigned(1), last]]) } });
      await desk.catchUp();
      expect(store.cursor('help-desk')).toBe('1');
    }
  });

  test('takes nothing in twice that came as a webhook as well', async () => {
    const { desk } = await openScene({ files: restart, options: { helpDesk: pages([[unsigned(1)]]) } });
    await desk.receive(created(1));
    expect((await desk.catchUp()).map(({ status }) => status)).toEqual(['duplicate']);
    expect(desk.runs()).toHaveLength(1);
  });

  test('ends where the help desk says there is more and does not go on', async () => {
    const stuck = { changesSince: async () => ({ events: [], cursor: 'same', more: true }), ticket: async () => null };
    const { desk } = await openScene({ options: { helpDesk: stuck } });
    expect(await desk.catchUp()).toEqual([]);
  });

  test('does nothing without a help desk to ask', async () => {
    const { desk } = await openScene();
    expect(await desk.catchUp()).toEqual([]);
  });
});

describe('classifying', () => {
  test('says what would happen, and keeps nothing', async () => {
    const files = { ...restart, 'loud.yaml': trigger('loud', 'when: { ticket.noise: loud }') };
    const { desk, store } = await openScene({ files });
    expect(await desk.classify(created(1))).toMatchObject({
      classification: { decision: 'ALLOWED', by: 'printer-request' },
      facts: { ticket: { noise: 'quiet' }, requester: { id: 'lena' } },
      starts: [{ trigger: 'jam', workflow: 'restart' }],
      notStarted: [{ trigger: 'loud', reason: 'condition' }],
    });
    expect(store.streams('')).toEqual([]);
  });

  test('tells what is no event', async () => {
    const { desk } = await openScene();
    expect(await desk.classify({ ...created(1), body: '{' })).toMatchObject({
      status: 'rejected',
      rejection: { code: 'not_json' },
    });
    expect(await desk.classify({ ...created(1), body: '{"what":"ping"}' })).toMatchObject({
      rejection: { code: 'unknown_event' },
    });
  });

  test('a denied request runs no effect', async () => {
    const { desk, ports } = await openScene({ files: restart });
    await desk.receive(created(1, {}, { from: 'i1' }));
    await desk.settle();
    expect(ports.calls).toEqual([]);
  });
});

describe('planning', () => {
  test('plans what a request would start', async () => {
    const { desk } = await openScene({ files: restart });
    expect(await desk.plan(created(1))).toMatchObject({
      ok: true,
      plan: { classification: 'ALLOWED', steps: [{ description: 'Restart it' }], email_draft: { recipients: [] } },
    });
  });

  test('says what is missing, and what no workflow is about', async () => {
    const { desk, ports } = await openScene();
    expect(await desk.plan(created(1))).toMatchObject({ ok: false, code: 'no_workflow' });
    expect(await desk.plan({ ...created(1), body: '' })).toMatchObject({ ok: false, code: 'rejected' });
    ports.setDown('directory', true);
    expect(await desk.plan(created(1))).toMatchObject({
      ok: false,
      code: 'missing_fields',
      missing: ['requester.employment'],
    });
  });

  test('says which fact a trigger lacks', async () => {
    const { desk } = await openScene({ files: { 'a.yaml': trigger('jam', 'when: { ticket.impact: high }') } });
    expect(await desk.plan(created(1))).toMatchObject({
      ok: false,
      code: 'missing_fields',
      missing: ['ticket.impact'],
    });
  });
});

describe('asking what somebody may do', () => {
  const resource = { type: 'printer', id: 'main' };

  test('is answered by the policy, and every answer is journaled', async () => {
    const { desk, store } = await openScene();
    const may = async (subject: string, mode: 'act' | 'ask' = 'act') =>
      (await desk.may({ subject, action: 'printer.restart', resource, mode })).reason;
    expect(await may('sam')).toBe('granted');
    expect(await may('lena')).toBe('no_grant');
    expect(await may('lena', 'ask')).toBe('granted');
    expect(await may('desk')).toBe('granted');
    expect(await may('nobody')).toBe('no_grant');
    expect(store.entries('desk').map(({ body }) => body.type)).toEqual(
      Array.from({ length: 5 }, () => 'access.decided'),
    );
  });

  test('is denied while the directory is down', async () => {
    const { desk, ports, store } = await openScene();
    ports.setDown('directory', true);
    const question = { subject: 'sam', action: 'printer.restart', resource };
    expect(await desk.may(question)).toMatchObject({ allowed: false, reason: 'unavailable' });
    expect(store.entries('desk')[0]?.body).toMatchObject({
      question,
      decision: { allowed: false, reason: 'unavailable' },
    });
  });

  test('looks at what is acted on', async () => {
    const files = {
      'asset.yaml': `
kind: access
id: own
roles: { owner: { from: { group: everybody } } }
grants: [{ id: own-ticket, role: owner, allow: [printer.restart], resource: ticket, when: { resource.requester: '{{subject.id}}' } }]
`,
    };
    const { desk } = await openScene({ files });
    await desk.receive(created(1));
    const ask = (subject: string, id: string) =>
      desk.may({ subject, action: 'printer.restart', resource: { type: 'ticket', id } });
    expect((await ask('lena', 'T-1')).allowed).toBe(true);
    expect((await ask('ivy', 'T-1')).allowed).toBe(false);
    expect((await ask('lena', 'T-2')).allowed).toBe(false);
  });
});

describe('starting by hand', () => {
  test('is for those who may ask for it', async () => {
    const { desk, ports } = await openScene();
    expect(await desk.start('restart', { by: 'lena', with: { printer: 'second' } })).toMatchObject({ ok: true });
    expect(await desk.start('restart', { by: 'lena', with: { printer: 'second' } })).toMatchObject({ ok: true });
    expect(await desk.start('restart', { by: 'nobody', with: {} })).toMatchObject({ ok: false, code: 'refused' });
    expect(await desk.start('nothing', { by: 'lena', with: {} })).toMatchObject({ ok: false, code: 'refused' });
    expect(await desk.start('restart', { by: 'lena', with: { speed: 9 } })).toMatchObject({
      ok: false,
      code: 'invalid_form',
      fields: ['speed'],
    });
    await desk.settle();
    expect(ports.calls.map(({ input }) => input)).toEqual([{ printer: 'second' }, { printer: 'second' }]);
    expect(desk.runs().map(({ requester, end }) => [requester, end])).toEqual([
      ['lena', 'done'],
      ['lena', 'done'],
    ]);
  });

  test('keeps to one run, over what is recorded of the ticket', async () => {
    const { desk } = await openScene({ oneRun: 'reject' });
    await desk.receive(created(1));
    expect(await desk.start('watch', { by: 'lena', with: { ticket: 'T-1' } })).toMatchObject({ ok: true });
    expect(await desk.start('watch', { by: 'lena', with: { ticket: 'T-1' } })).toMatchObject({
      ok: false,
      code: 'refused',
    });
    expect(await desk.start('watch', { by: 'lena', with: { ticket: 'T-9' } })).toMatchObject({
      ok: false,
      reason: 'ticket.id is not known',
    });
    expect(desk.runs({ ticket: 'T-1' })).toHaveLength(1);
  });
});

describe('cancelling and undoing', () => {
  test('is for those who asked, or may', async () => {
    const { desk } = await openScene({
      files: { 'a.yaml': trigger('jam', '').replace('start: restart', 'start: watch') },
    });
    for (const number of [1, 2]) await desk.receive(created(number));
    await desk.settle();
    const [one = '', two = ''] = desk.runs().map(({ run }) => run);
    expect(await desk.cancel(one, { by: 'ivy', reason: 'no' })).toMatchObject({ ok: false, code: 'not_yours' });
    expect(await desk.cancel('none', { by: 'ivy', reason: 'no' })).toMatchObject({ ok: false, code: 'no_such_task' });
    expect(await desk.cancel(one, { by: 'lena', reason: 'solved' })).toMatchObject({ ok: true });
    expect(await desk.cancel(two, { by: 'sam', reason: 'solved' })).toMatchObject({ ok: true });
    await desk.settle();
    expect(desk.runs().map(({ end }) => end)).toEqual(['cancelled', 'cancelled']);
    expect(await desk.undo(one, { by: 'ivy', reason: 'no' })).toMatchObject({ ok: false, code: 'not_yours' });
    expect(await desk.undo(one, { by: 'lena', reason: 'no' })).toMatchObject({ ok: false, code: 'refused' });
  });
});

describe('reports', () => {
  test('tell of a run, with its chain verified', async () => {
    const { desk, store } = await openScene({ files: restart });
    await desk.receive(created(1));
    await desk.settle();
    const [run] = desk.runs();
    const report = await desk.report(run?.run ?? '');
    const head = store.head(`run:${run?.run ?? ''}`);
    expect(report).toMatchObject({
      status: 'ended',
      requester: { id: 'lena' },
      ledger: [{ action: 'printer.restart', result: 'done' }],
      journal: { verified: true, head: head?.hash, entries: head?.sequence },
    });
    await expect(desk.report('none')).rejects.toThrow(NoSuchRun);
  });
});

describe('a desk that is opened again', () => {
  test('goes on with what was open, on the bundle each run began with', async () => {
    const path = join(temporaryFolder(), 'desk.db');
    const first = await openScene({ files: restart, store: sqliteStore(path) });
    await first.desk.receive(created(1));
    await first.desk.close();
    const newer = { ...restart, 'bundle.yaml': NEWER };
    const store = sqliteStore(path);
    const { desk, bundle, ports } = await openScene({ files: newer, store });
    expect(bundle.hash).not.toBe(first.bundle.hash);
    await desk.receive(created(2));
    await desk.settle();
    expect(ports.calls).toHaveLength(2);
    expect(desk.runs().map((run) => [run.bundle, run.end])).toEqual([
      [first.bundle.hash, 'done'],
      [bundle.hash, 'done'],
    ]);
    expect(store.verify()).toMatchObject({ ok: true });
    await desk.close();
  });
});

const NEWER = `
kind: bundle
id: printers
title: Printers
version: 2.0.0
language: 1
settings: { languages: [en], owner: support }
robot: { role: robot, known_as: { shop: robot-account } }
secrets: [shop]
`;

import { describe, expect, test } from 'vitest';
import { CSV_HEADER, toCsv, toOcsf } from '@deskbook/core/audit';
import type { JournalEntry } from '@deskbook/core';
import { openScene } from '../desk/scene.ts';

/** A story with a permission given, one refused, work done, and a question of permission. */
async function journal(): Promise<readonly JournalEntry[]> {
  const { desk, store } = await openScene();
  await desk.start('restart', { by: 'lena', with: {} });
  await desk.settle();
  await desk.may({ subject: 'ivy', action: 'printer.restart', resource: { type: 'printer', id: 'main' } });
  return store.streams('').flatMap((stream) => store.entries(stream));
}

const ofType = (entries: readonly JournalEntry[], type: string): JournalEntry => {
  const found = entries.findLast(({ body }) => body.type === type);
  if (found === undefined) throw new Error(`no ${type}`);
  return found;
};

const entry = (body: JournalEntry['body'], cause = 'desk'): JournalEntry => ({
  stream: 'desk',
  sequence: 1,
  at: '2026-03-02T09:00:00Z',
  cause,
  body,
  previous: null,
  hash: 'abc',
});

describe('OCSF', () => {
  test('a permission says who, for whom, what, to what, and by which grant', async () => {
    const given = ofType(await journal(), 'permission.decided');
    expect(toOcsf(given)).toMatchObject({
      category_uid: 6,
      class_uid: 6003,
      activity_id: 99,
      type_uid: 600399,
      time: Date.parse(given.at),
      severity_id: 1,
      status_id: 1,
      actor: {
        user: { uid: 'desk', type_id: 3 },
        invoked_by: 'lena',
        authorizations: [{ decision: 'allowed', policy: { name: 'robot-restarts' } }],
      },
      api: { operation: 'printer.restart' },
      metadata: { version: '1.3.0', product: { name: 'Deskbook' }, uid: `${given.stream}#${given.sequence}` },
    });
  });

  test('a refusal is a failure, and names whoever was refused', async () => {
    const asked = ofType(await journal(), 'access.decided');
    expect(toOcsf(asked)).toMatchObject({
      status_id: 2,
      actor: { user: { uid: 'ivy', type_id: 1 }, authorizations: [{ decision: 'denied' }] },
      api: { operation: 'printer.restart' },
      resources: [{ type: 'printer', uid: 'main' }],
    });
  });

  test.each([
    ['effect.done', 1],
    ['effect.failed', 2],
    ['effect.unknown', 0],
    ['undo.failed', 2],
    ['event.rejected', 2],
    ['something.else', 1],
  ])('%s has status %i', (type, status) => expect(toOcsf(entry({ type }))).toMatchObject({ status_id: status }));

  test('nothing is lost: every entry is in it whole, under a name of its own', async () => {
    const entries = await journal();
    const events = entries.map(toOcsf) as unknown as { metadata: { uid: string }; unmapped: object }[];
    expect(events.map(({ unmapped }) => unmapped)).toEqual(
      entries.map(({ cause, body, previous, hash }) => ({ cause, body, previous, hash })),
    );
    expect(new Set(events.map(({ metadata }) => metadata.uid)).size).toBe(entries.length);
  });

  test('whoever answered is the actor, wherever the entry says so', () => {
    const voted = { type: 'approval.entry', task: 't', entry: { type: 'voted', by: 'omar' } };
    for (const each of [
      entry(voted),
      entry({ type: 'task.answered', by: 'omar' }),
      entry({ type: 'x' }, 'person:omar'),
    ])
      expect(toOcsf(each)).toMatchObject({ actor: { user: { uid: 'omar', type_id: 1 } } });
  });
});

describe('CSV', () => {
  test('a line has a cell a column', async () => {
    const line = toCsv(ofType(await journal(), 'access.decided'));
    const cells = Object.fromEntries(CSV_HEADER.split(',').map((name, index) => [name, line.split(',')[index]]));
    expect(cells).toMatchObject({ stream: 'desk', type: 'access.decided', actor: 'ivy', allowed: 'false', resource: 'printer:main' }); // prettier-ignore
  });

  test.each([
    ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@here', "'@here"],
    ['a,b', '"a,b"'],
    ['a\nb', '"a\nb"'],
    ['plain', 'plain'],
  ])('%s is written %s', (by, cell) => expect(toCsv(entry({ type: 'x', by }))).toContain(`,${cell},`));
});

import { describe, expect, test } from 'vitest';
import { CSV_HEADER, toCsv, toOcsf } from '@deskbook/core/audit';
import type { JournalEntry } from '@deskbook/core';
import type { Json, JsonObject } from '@deskbook/policies';
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

/**
 * The attributes that are written of each object, as version 1.3.0 of the schema names them; `!` are those it requires. What has to have
 * one of several has the one that is always written among them.
 */
const schema: { readonly [path: string]: readonly string[] } = {
  '': ['!activity_id', 'activity_name', '!actor', '!api', '!category_uid', 'category_name', '!class_uid', 'class_name', 'message', '!metadata', 'resources', '!severity_id', 'severity', '!src_endpoint', 'status', 'status_id', '!time', '!type_uid', 'type_name', 'unmapped'],
  actor: ['app_name', 'app_uid', 'authorizations', '!user'],
  'actor.user': ['!uid', 'type', 'type_id'],
  'actor.authorizations': ['decision', 'policy'],
  'actor.authorizations.policy': ['!name', 'uid'],
  api: ['!operation', 'service'],
  'api.service': ['!name'],
  src_endpoint: ['!name'],
  resources: ['type', '!uid'],
  metadata: ['correlation_uid', 'event_code', 'log_name', 'log_provider', 'original_time', '!product', 'sequence', 'uid', '!version'],
  'metadata.product': ['!name', 'vendor_name'],
}; // prettier-ignore

type Found = readonly { readonly path: string; readonly object: JsonObject }[];

/** The objects of an event that the schema speaks of, by their path. What is unmapped is ours. */
function objectsIn(value: Json, path = ''): Found {
  if (Array.isArray(value)) return value.flatMap((each: Json) => objectsIn(each, path));
  if (typeof value !== 'object' || value === null || path === 'unmapped') return [];
  const object: JsonObject = Object.fromEntries(Object.entries(value));
  const inner = Object.entries(object).flatMap(([name, each]) =>
    objectsIn(each, path === '' ? name : `${path}.${name}`),
  );
  return [{ path, object }, ...inner];
}

const requiredOf = (event: JsonObject): readonly string[] =>
  objectsIn(event).flatMap(({ path, object }) => {
    const required = (schema[path] ?? []).flatMap((name) => (name.startsWith('!') ? [name.slice(1)] : []));
    return required.filter((name) => object[name] === undefined).map((name) => `${path}.${name}`);
  });

const unknownIn = (event: JsonObject): readonly string[] =>
  objectsIn(event).flatMap(({ path, object }) => {
    const known = new Set((schema[path] ?? []).map((name) => name.replace('!', '')));
    return Object.keys(object).flatMap((name) => (known.has(name) ? [] : [`${path}.${name}`]));
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
        user: { uid: 'lena', type_id: 1 },
        app_name: 'Deskbook',
        app_uid: 'desk',
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

  test('has what the schema requires of an API Activity, and nothing by a name it does not know', async () => {
    const events = [...(await journal()).map(toOcsf), toOcsf(entry({ type: 'something.else' }))];
    for (const event of events) {
      expect(requiredOf(event)).toEqual([]);
      expect(unknownIn(event)).toEqual([]);
      expect(event['type_uid']).toBe(Number(event['class_uid']) * 100 + Number(event['activity_id']));
      expect(Math.floor(Number(event['class_uid']) / 1000)).toBe(event['category_uid']);
      expect(Number.isInteger(event['time'])).toBe(true);
    }
  });

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
    ['a;=1+1', `"a;'=1+1"`],
    ['a\n=1', `"a\n'=1"`],
    ['\uFF1D1', `'\uFF1D1`],
    ['a-b=c', 'a-b=c'],
    ['a\nb', '"a\nb"'],
    ['plain', 'plain'],
  ])('%s is written %s', (by, cell) => expect(toCsv(entry({ type: 'x', by }))).toContain(`,${cell},`));
});

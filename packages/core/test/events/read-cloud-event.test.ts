import { expect, test } from 'vitest';
import type { JsonObject } from '@deskbook/policies';
import type { DeskEvent } from '../../src/index.ts';
import type { IntakePorts, ReadResult } from '../../src/events/intake-ports.ts';
import { readEvent } from '../../src/events/read-event.ts';
import { testBundle } from './test-bundle.ts';

const recorded: IntakePorts['recorded'] = (id) =>
  id === 'T-1' ? { time: '2026-03-27T13:00:00.000Z', facts: { id: 'T-1', priority: 'HIGH' } } : null;
const ports: IntakePorts = {
  secrets: undefined,
  directory: { personByAccount: async () => null },
  now: '2026-03-27T14:00:00.000Z',
  recorded,
  runBehind: () => null,
};
const cloudEvent = (data: JsonObject, rest: JsonObject = {}): JsonObject => ({
  specversion: '1.0',
  id: '1',
  source: 'https://portal.example',
  type: 'ticket.updated',
  time: '2026-03-27T14:00:00+01:00',
  data,
  ...rest,
});
const read = (event: JsonObject): Promise<ReadResult> =>
  readEvent(testBundle(), { source: 'cloudevents', headers: {}, body: JSON.stringify(event) }, ports);
const eventOf = async (event: JsonObject): Promise<DeskEvent | undefined> => {
  const result = await read(event);
  return result.status === 'read' ? result.events[0] : undefined;
};

test('data is the facts themselves', async () => {
  expect(await eventOf(cloudEvent({ ticket: { id: 'T-1', priority: 'P1' }, request: { system: 'dwh' } }))).toEqual({
    specversion: '1.0',
    id: '1',
    source: 'https://portal.example',
    type: 'ticket.updated',
    subject: 'T-1',
    time: '2026-03-27T13:00:00.000Z',
    data: {
      facts: { ticket: { id: 'T-1', priority: 'CRITICAL' }, request: { system: 'dwh' } },
      changes: [{ fact: 'ticket.priority', from: 'HIGH', to: 'CRITICAL' }],
      created: false,
      actor: null,
      own: null,
    },
  });
});

test('or stands under `facts`, with its changes and who did it', async () => {
  const changes = [{ fact: 'ticket.priority', from: '2', to: 'P1' }];
  const event = await eventOf(cloudEvent({ facts: { ticket: { id: 'T-9' } }, changes, actor: 'lena', created: false }));
  expect(event?.data).toMatchObject({
    actor: 'lena',
    changes: [{ fact: 'ticket.priority', from: 'HIGH', to: 'CRITICAL' }],
  });
});

test('nobody outside can say that it was the desk itself; the host can', async () => {
  const data = {
    facts: { ticket: { id: 'T-9' } },
    own: { run: 'r', hops: 1 },
    changes: [],
    created: false,
    actor: null,
  };
  expect((await eventOf(cloudEvent(data)))?.data.own).toBeNull();
  const event = cloudEvent(data) as unknown as DeskEvent;
  const trusted = await readEvent(testBundle(), event, ports);
  expect(trusted.status === 'read' ? trusted.events[0].data.own : null).toEqual({ run: 'r', hops: 1 });
});

test('an event older than the record changes nothing, whatever it says', async () => {
  const changes = [{ fact: 'ticket.priority', to: 'LOW' }];
  const event = await eventOf(
    cloudEvent({ facts: { ticket: { id: 'T-1' } }, changes }, { time: '2026-03-27T12:00:00Z' }),
  );
  expect(event?.data.changes).toEqual([]);
});

test('without a time it happened now', async () => {
  const { time: _, ...timeless } = cloudEvent({ ticket: { id: 'T-2' } }, { type: 'ticket.created' });
  expect(await eventOf(timeless)).toMatchObject({ time: ports.now, data: { created: true } });
});

test.each<[string, JsonObject, string]>([
  ['no id', { ...cloudEvent({}), id: '' }, '/id'],
  ['another version', cloudEvent({}, { specversion: '0.3' }), '/specversion'],
  ['data that is no JSON', cloudEvent({}, { datacontenttype: 'text/xml' }), '/datacontenttype'],
  ['a time without an offset', cloudEvent({}, { time: '2026-03-27T14:00:00' }), '/time'],
  ['a root that events do not bring', cloudEvent({ requester: { id: 'ines' } }), '/data/requester'],
  ['what may be done', cloudEvent({ facts: { subject: { id: 'ines' } } }), '/data/facts/subject'],
  ['a root that is no record', cloudEvent({ ticket: 'T-1' }), '/data/ticket'],
  ['a fact the bundle does not know', cloudEvent({ ticket: { id: 'T-1', colour: 'red' } }), '/data/ticket/colour'],
  [
    'a wrong value deep inside',
    cloudEvent({ ticket: { id: 'T-1', blocked_by: [{ id: 5 }, { id: true }] } }),
    '/data/ticket/blocked_by/1/id',
  ],
  [
    'a change of an unknown fact',
    cloudEvent({ facts: {}, changes: [{ fact: 'ticket.colour', to: 1 }] }),
    '/data/changes/0',
  ],
  [
    'a change to a wrong value',
    cloudEvent({ facts: {}, changes: [{ fact: 'ticket.priority', to: 'x' }] }),
    '/data/changes/0',
  ],
  [
    'a change from a wrong value',
    cloudEvent({ facts: {}, changes: [{ fact: 'ticket.priority', from: 'x', to: 'P1' }] }),
    '/data/changes/0',
  ],
])('%s is an invalid event', async (_, event, pointer) => {
  expect(await read(event)).toMatchObject({ status: 'rejected', rejection: { code: 'invalid_event', pointer } });
});

test('what is no JSON at all is rejected as such', async () => {
  const result = await readEvent(testBundle(), { source: 'cloudevents', headers: {}, body: 'hello' }, ports);
  expect(result).toMatchObject({ rejection: { code: 'not_json' } });
});

test('of a secret only that there was one gets in', async () => {
  expect((await eventOf(cloudEvent({ ticket: { id: 'T-9', pin: '1234' } })))?.data.facts['ticket']).toEqual({
    id: 'T-9',
    pin: '[secret]',
  });
});

test.each<[string, JsonObject, boolean]>([
  ['a date', { due: '2026-02-28' }, true],
  ['a day that does not exist', { due: '2026-02-30' }, false],
  ['yes', { vip: true }, true],
  ['yes in words', { vip: 'true' }, false],
  ['a code', { code: 'AB12' }, true],
  ['a code of another form', { code: 'AB12x' }, false],
  ['a time', { created_at: '2026-03-27T15:00:00+01:00' }, true],
  ['a time without an offset', { created_at: '2026-03-27T15:00:00' }, false],
  ['a whole number', { impact: 2 }, true],
  ['a broken number', { impact: 2.5 }, false],
  ['too small a number', { impact: 0 }, false],
  ['records', { blocked_by: [{ id: 'T-3' }] }, true],
  ['records that are none', { blocked_by: ['T-3'] }, false],
])('takes a fact as its type: %s', async (_, fact, fine) => {
  expect((await read(cloudEvent({ ticket: { id: 'T-1', ...fact } }))).status).toBe(fine ? 'read' : 'rejected');
});

import { describe, expect, test } from 'vitest';
import type { SourceMapping } from '@deskbook/dsl/bundle';
import type { JsonObject } from '@deskbook/policies';
import type { IntakePorts, ReadResult } from '../../src/events/intake-ports.ts';
import { effectMarker } from '../../src/events/own-doing.ts';
import { readEvent } from '../../src/events/read-event.ts';
import { pointer, shop, testBundle } from './test-bundle.ts';

const now = '2026-03-27T14:00:00.000Z';

const ports = (rest: Partial<IntakePorts> = {}): IntakePorts => ({
  secrets: { secret: async (name) => (name === 'shop' ? 's3cret' : null) },
  directory: { personByAccount: async (_, account) => ({ l1: 'lena', t1: 'tom' })[account] ?? null },
  now,
  recorded: () => null,
  runBehind: () => null,
  ...rest,
});

const message = (rest: JsonObject = {}): JsonObject => ({
  id: 'e1',
  at: '2026-03-27T13:59:00+00:00',
  what: 'created',
  by: 'l1',
  ticket: { id: 7, summary: 'Printer', state: 'open', priority: 'P1', from: 'l1' },
  ...rest,
});

const read = (
  payload: JsonObject | string,
  rest: Partial<IntakePorts> = {},
  mapping: SourceMapping = shop(),
): Promise<ReadResult> =>
  readEvent(
    testBundle({ sources: { shop: mapping } }),
    {
      source: 'shop',
      headers: { 'x-token': 's3cret' },
      body: typeof payload === 'string' ? payload : JSON.stringify(payload),
    },
    ports(rest),
  );

const eventsOf = (result: ReadResult) => (result.status === 'read' ? result.events : []);
const factsOf = (result: ReadResult) => eventsOf(result)[0]?.data.facts;

test('a message becomes an event in the words of the bundle', async () => {
  const [event] = eventsOf(await read(message()));
  expect(event).toEqual({
    specversion: '1.0',
    id: 'e1',
    source: 'shop',
    type: 'ticket.created',
    subject: '7',
    time: '2026-03-27T13:59:00.000Z',
    data: {
      facts: { ticket: { id: '7', summary: 'Printer', state: 'new', priority: 'CRITICAL', requester: 'lena' } },
      changes: [],
      created: true,
      actor: 'lena',
      own: null,
    },
  });
});

test('one message can be several events, each with an identity of its own', async () => {
  const events = eventsOf(await read(message({ what: 'both', comment: { id: 'c1', text: 'Done?' } })));
  expect(events.map(({ id, type }) => [id, type])).toEqual([
    ['e1', 'ticket.updated'],
    ['e1/ticket.commented', 'ticket.commented'],
  ]);
  expect(events[1]?.data.facts['comment']).toEqual({ id: 'c1', text: 'Done?' });
});

test('a message without an id is known by its bytes', async () => {
  const payload = message();
  const { id: _, ...anonymous } = payload;
  const [one, again, other] = await Promise.all([read(anonymous), read(anonymous), read({ ...anonymous, by: 't1' })]);
  expect(eventsOf(one)[0]?.id).toMatch(/^[0-9a-f]{64}$/u);
  expect(eventsOf(one)[0]?.id).toBe(eventsOf(again)[0]?.id);
  expect(eventsOf(one)[0]?.id).not.toBe(eventsOf(other)[0]?.id);
});

test('what a source ignores is ignored, what it does not know is rejected', async () => {
  expect(await read(message({ what: 'ping' }))).toMatchObject({ status: 'ignored' });
  expect(await read(message({ what: 'deleted' }))).toMatchObject({ rejection: { code: 'unknown_event' } });
  const unknown = await readEvent(testBundle(), { source: 'nobody', headers: {}, body: '{}' }, ports());
  expect(unknown).toMatchObject({ rejection: { code: 'unknown_source' } });
});

const ticket = (rest: JsonObject): JsonObject => message({ ticket: { id: 'T-1', ...rest } });

test.each<[string, JsonObject | string, string, string | undefined]>([
  ['text that is no JSON', '{"id":', 'not_json', undefined],
  ['a prototype key', '{"__proto__": {"admin": true}}', 'not_json', undefined],
  ['endless nesting', '['.repeat(100_000), 'too_large', undefined],
  ['a body that is too large', JSON.stringify('x'.repeat(1_100_000)), 'too_large', undefined],
  ['a state nobody mapped', ticket({ state: 'К выполнению' }), 'not_mapped', '/ticket/state'],
  ['a time that is none', message({ at: 'yesterday' }), 'not_mapped', '/at'],
  ['no time', { ...message(), at: null }, 'not_mapped', '/at'],
  ['a ticket without an id', message({ ticket: { summary: 'x' } }), 'invalid_event', '/ticket/id'],
  ['a priority outside the list', ticket({ priority: 'URGENT' }), 'invalid_event', '/ticket/priority'],
  ['a number where text belongs', ticket({ summary: { a: 1 } }), 'invalid_event', '/ticket/summary'],
  ['a value out of bounds', ticket({ impact: 9 }), 'invalid_event', '/ticket/impact'],
  ['a list that is none', ticket({ labels: 'a' }), 'invalid_event', '/ticket/labels'],
  ['a list with a wrong item', ticket({ labels: ['a', true] }), 'invalid_event', '/ticket/labels'],
])('%s is rejected, and the place is named', async (_, payload, code, place) => {
  const result = await read(payload);
  expect(result).toMatchObject({ status: 'rejected', rejection: { code } });
  expect(result.status === 'rejected' ? result.rejection.pointer : null).toBe(place);
});

test('the rejection names the fact', async () => {
  expect(await read(ticket({ priority: 'URGENT' }))).toMatchObject({
    rejection: { message: '`ticket.priority` is "URGENT", and none of ["CRITICAL","HIGH","LOW"]' },
  });
});

test('null says there is none, and absent says nothing', async () => {
  expect(factsOf(await read(ticket({ priority: null })))).toEqual({ ticket: { id: 'T-1', priority: null } });
});

test('numbers too large for a number stay what they were, and broken text is mended', async () => {
  const body = JSON.stringify(ticket({ summary: '\ud800 broken' })).replace('"T-1"', '90071992547409931');
  expect(factsOf(await read(body))).toEqual({ ticket: { id: '90071992547409931', summary: '\ufffd broken' } });
});

describe('people', () => {
  test('an outage of the directory leaves the person open, and the event comes in', async () => {
    let asked = 0;
    const directory = {
      personByAccount: async () => {
        asked += 1;
        throw new Error('down');
      },
    };
    const [event] = eventsOf(await read(message(), { directory }));
    expect(event?.data.facts['ticket']).not.toHaveProperty('requester');
    expect(event?.data.actor).toBeNull();
    expect(event?.data.unresolved).toEqual([
      { fact: 'ticket.requester', scheme: 'shop', account: 'l1', reason: 'unavailable' },
      { fact: 'event.actor', scheme: 'shop', account: 'l1', reason: 'unavailable' },
    ]);
    expect(asked).toBe(1);
  });

  test('an account of nobody is kept as unknown', async () => {
    const [event] = eventsOf(await read(message({ by: 'ghost' })));
    expect(event?.data.unresolved).toEqual([
      { fact: 'event.actor', scheme: 'shop', account: 'ghost', reason: 'unknown' },
    ]);
  });
});

describe('own doing', () => {
  const behind = { run: 'run-1', hops: 2 };

  test('is recognised by the account the desk has there', async () => {
    const asked: unknown[] = [];
    const runBehind: IntakePorts['runBehind'] = (trace) => {
      asked.push(trace);
      return behind;
    };
    const [event] = eventsOf(await read(message({ what: 'updated', by: 'robot-account' }), { runBehind }));
    expect(event?.data.own).toEqual(behind);
    expect(asked).toEqual([{ key: null, ticket: '7' }]);
  });

  test('is own even where the run is not known', async () => {
    const [event] = eventsOf(await read(message({ by: 'robot-account' })));
    expect(event?.data.own).toEqual({ run: '', hops: 1 });
  });

  test('is recognised by the marker of an effect, but not in the words of a person who quotes it', async () => {
    const comment = { id: 'c1', text: `Access was given. (${effectMarker('run-1/grant#2')})` };
    const runBehind: IntakePorts['runBehind'] = ({ key }) => (key === 'run-1/grant#2' ? behind : null);
    const machine = eventsOf(await read(message({ what: 'commented', by: 'ghost', comment }), { runBehind }));
    expect(machine[0]?.data.own).toEqual(behind);
    const person = eventsOf(await read(message({ what: 'commented', by: 'l1', comment }), { runBehind }));
    expect(person[0]?.data.own).toBeNull();
  });
});

describe('changes', () => {
  const recorded =
    (time: string): IntakePorts['recorded'] =>
    () => ({
      time,
      facts: { id: '7', summary: 'Printer', state: 'new', priority: 'HIGH', requester: 'lena', labels: ['a'] },
    });
  const listed = shop({
    changes: {
      kind: 'each',
      each: '/changed',
      field: '/name',
      map: { Priority: 'ticket.priority', State: 'ticket.state' },
    },
  });
  const update = message({ what: 'updated', changed: [{ name: 'Priority' }, { name: 'Colour' }, { name: 'State' }] });
  const changesOf = async (...given: Parameters<typeof read>) => eventsOf(await read(...given))[0]?.data.changes;

  test('are found by comparing with what was recorded', async () => {
    expect(await changesOf(update, { recorded: recorded('2026-03-27T13:00:00.000Z') })).toEqual([
      { fact: 'ticket.priority', from: 'HIGH', to: 'CRITICAL' },
    ]);
  });

  test('are those of the vendor, where it lists them; what was recorded already is none', async () => {
    expect(await changesOf(update, { recorded: recorded('2026-03-27T13:00:00.000Z') }, listed)).toEqual([
      { fact: 'ticket.priority', from: 'HIGH', to: 'CRITICAL' },
    ]);
    expect(await changesOf(update, {}, listed)).toEqual([
      { fact: 'ticket.priority', to: 'CRITICAL' },
      { fact: 'ticket.state', to: 'new' },
    ]);
  });

  test('are none where nothing was recorded to compare with', async () => {
    expect(await changesOf(update)).toEqual([]);
  });

  test('an event older than the record changes nothing, and neither does creation', async () => {
    expect(await changesOf(update, { recorded: recorded('2026-03-27T13:59:30.000Z') })).toEqual([]);
    expect(await changesOf(update, { recorded: recorded('2026-03-27T13:59:30.000Z') }, listed)).toEqual([]);
    expect(await changesOf(message(), { recorded: recorded('2026-03-27T13:00:00.000Z') })).toEqual([]);
  });

  test('of lists and records are found by value', async () => {
    const of = (labels: readonly string[]) =>
      changesOf(message({ what: 'updated', ticket: { id: '7', labels } }), {
        recorded: recorded('2026-03-27T13:00:00.000Z'),
      });
    expect(await of(['a'])).toEqual([]);
    expect(await of(['a', 'b'])).toEqual([{ fact: 'ticket.labels', from: ['a'], to: ['a', 'b'] }]);
  });

  test('to nothing are changes', async () => {
    const gone = message({ what: 'updated', ticket: { id: '7', priority: null } });
    expect(await changesOf(gone, { recorded: recorded('2026-03-27T13:00:00.000Z') })).toEqual([
      { fact: 'ticket.priority', from: 'HIGH', to: null },
    ]);
  });
});

test('an extraction that finds nothing anywhere leaves the fact out', async () => {
  const mapping = shop();
  const facts = {
    ticket: { id: pointer('/ticket/id'), summary: { kind: 'first', of: [pointer('/a'), pointer('/b')] } },
  } as const;
  expect(factsOf(await read(message(), {}, { ...mapping, facts }))).toEqual({ ticket: { id: '7' } });
});

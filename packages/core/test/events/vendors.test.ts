import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from '@deskbook/dsl/check';
import { readBundleFolder } from '@deskbook/dsl/load';
import { parse } from '@deskbook/dsl/syntax';
import type { JsonObject } from '@deskbook/policies';
import { describe, expect, test } from 'vitest';
import type { DeskEvent, RawEvent } from '../../src/index.ts';
import type { IntakePorts, ReadResult } from '../../src/events/intake-ports.ts';
import { readEvent } from '../../src/events/read-event.ts';
import { fixturePorts, joinFixtures } from '../../src/testing/index.ts';

const folder = join(import.meta.dirname, '../../../../examples/acme-it');
const { bundle, fixtures } = check(parse(await readBundleFolder(folder)));
if (bundle === null) throw new Error('acme-it has errors');
const acme = bundle;
const world = fixturePorts(joinFixtures(Object.values(fixtures)), { bundle });

/** A kept payload with the headers it came with, as they were. */
function payload(path: string, source: string): RawEvent {
  const read = (ending: string): string => readFileSync(join(folder, 'payloads', `${path}${ending}`), 'utf8');
  return { source, headers: JSON.parse(read('.headers.json')) as { [name: string]: string }, body: read('.json') };
}

const ports = (now: string, recorded: IntakePorts['recorded'] = () => null): IntakePorts => ({
  secrets: world.secrets,
  directory: world.directory,
  now,
  recorded,
  runBehind: () => null,
});

function eventOf(result: ReadResult): DeskEvent {
  if (result.status !== 'read') throw new Error(JSON.stringify(result));
  return result.events[0];
}

/** Reads a vendor's messages in order, each over what the one before told. */
async function story(source: string, now: string, paths: readonly string[]): Promise<readonly DeskEvent[]> {
  const record: { last: ReturnType<IntakePorts['recorded']> } = { last: null };
  const events: DeskEvent[] = [];
  for (const path of paths) {
    const event = eventOf(
      await readEvent(
        acme,
        payload(path, source),
        ports(now, () => record.last),
      ),
    );
    record.last = { time: event.time, facts: { ...record.last?.facts, ...(event.data.facts['ticket'] as JsonObject) } };
    events.push(event);
  }
  return events;
}

describe('Jira', () => {
  const paths = ['jira/issue_created', 'jira/issue_updated', 'jira/comment_created'];
  const now = '2026-03-27T13:41:00.000Z';

  test('an issue of the portal is a ticket and a request', async () => {
    const [created] = await story('jira', now, paths);
    expect(created).toMatchObject({
      id: '6f1c1f1e-0c51-4a32-9c2b-2d5f1f7e0a01',
      type: 'ticket.created',
      subject: 'IT-200',
      time: '2026-03-27T13:00:12.230Z',
      data: { actor: 'lena', created: true, changes: [], own: null },
    });
    expect(created?.data.facts).toMatchObject({
      ticket: {
        id: 'IT-200',
        type: 'request',
        state: 'new',
        priority: 'MEDIUM',
        requester: 'lena',
        assignee: null,
        asset: 'lena-laptop',
        request_type: 'access',
        created_at: '2026-03-27T13:00:12.117Z',
      },
      request: {
        system: 'production-warehouse',
        environment: 'production',
        access_level: 'administrative',
        data: 'internal',
        until: '2026-09-30T16:00:00.000Z',
        justification_file: 'business_justification.pdf',
      },
    });
    expect(created?.data.facts).not.toHaveProperty('comment');
  });

  test('the change list says what an update changed, and the record what it was', async () => {
    const [, updated] = await story('jira', now, paths);
    expect(updated).toMatchObject({ type: 'ticket.updated', data: { actor: 'sam' } });
    expect(updated?.data.changes).toEqual([
      { fact: 'ticket.priority', from: 'MEDIUM', to: 'HIGH' },
      { fact: 'ticket.state', from: 'new', to: 'in_progress' },
      { fact: 'ticket.assignee', from: null, to: 'sam' },
    ]);
  });

  test('a comment brings itself and a part of the issue', async () => {
    const [, , commented] = await story('jira', now, paths);
    expect(commented).toMatchObject({
      type: 'ticket.commented',
      subject: 'IT-200',
      data: { actor: 'lena', facts: { comment: { id: '50311', ticket: 'IT-200', author: 'lena', public: true } } },
    });
  });

  test.each([
    [
      'a status category of another language',
      (body: string) => body.replaceAll('"key": "new"', '"key": "К выполнению"').replaceAll('"Open"', '"К выполнению"'),
      'not_mapped',
      '/issue/fields/status/name',
    ],
    [
      'an issue type nobody mapped',
      (body: string) => body.replace('[System] Service request', 'Epic'),
      'not_mapped',
      '/issue/fields/issuetype/name',
    ],
    [
      'an event nobody mapped',
      (body: string) => body.replace('jira:issue_created', 'sprint_started'),
      'unknown_event',
      undefined,
    ],
  ])('%s is a dead letter', async (_, change, code, pointer) => {
    const raw = payload('jira/issue_created', 'jira');
    const result = await readEvent(acme, { ...raw, body: change(raw.body), verified: true }, ports(now));
    expect(result).toMatchObject({
      status: 'rejected',
      rejection: { code, ...(pointer === undefined ? {} : { pointer }) },
    });
  });
});

describe('ServiceNow', () => {
  const paths = ['servicenow/incident_inserted', 'servicenow/incident_updated', 'servicenow/incident_commented'];
  const now = '2026-03-27T13:16:00.000Z';

  test('an incident is a ticket, its times UTC', async () => {
    const [inserted] = await story('servicenow', now, paths);
    expect(inserted).toMatchObject({
      type: 'ticket.created',
      subject: 'INC0010432',
      time: '2026-03-27T13:02:41.000Z',
      data: { actor: 'ben' },
    });
    expect(inserted?.data.facts['ticket']).toMatchObject({
      type: 'incident',
      state: 'new',
      priority: 'HIGH',
      impact: 'high',
      urgency: 'medium',
      requester: 'ben',
      service: 'customer-portal',
      created_at: '2026-03-27T13:02:40.000Z',
    });
  });

  test('what an update changed is found by comparing', async () => {
    const [, updated] = await story('servicenow', now, paths);
    expect(updated?.data.changes).toEqual([
      { fact: 'ticket.state', from: 'new', to: 'in_progress' },
      { fact: 'ticket.priority', from: 'HIGH', to: 'CRITICAL' },
      { fact: 'ticket.urgency', from: 'medium', to: 'high' },
      { fact: 'ticket.assignee', from: null, to: 'sam' },
      { fact: 'ticket.updated_at', from: '2026-03-27T13:02:40.000Z', to: '2026-03-27T13:11:05.000Z' },
    ]);
  });

  test('a comment is told apart from a work note', async () => {
    const [, , commented] = await story('servicenow', now, paths);
    expect(commented?.data.facts['comment']).toEqual({
      id: '77d1b4c397a21110f1d2b8c3f053af21',
      ticket: 'INC0010432',
      author: 'ben',
      text: 'The shop in Halle sees the same since ten minutes.',
      public: true,
      created_at: '2026-03-27T13:15:20.000Z',
    });
  });
});

describe('Zendesk', () => {
  const paths = ['zendesk/ticket_created', 'zendesk/priority_changed', 'zendesk/comment_added'];
  const now = '2026-03-27T13:24:00.000Z';

  test('a ticket, a changed priority and a comment', async () => {
    const [created, changed, commented] = await story('zendesk', now, paths);
    expect(created).toMatchObject({
      type: 'ticket.created',
      subject: '35436',
      time: '2026-03-27T13:20:07.254Z',
      data: { actor: 'tom' },
    });
    expect(created?.data.facts['ticket']).toMatchObject({
      type: 'incident',
      state: 'open',
      priority: 'MEDIUM',
      requester: 'tom',
      labels: ['till'],
    });
    expect(changed).toMatchObject({ type: 'ticket.updated', data: { actor: 'sam' } });
    expect(changed?.data.changes).toContainEqual({ fact: 'ticket.priority', from: 'MEDIUM', to: 'HIGH' });
    expect(commented?.data.facts['comment']).toEqual({
      id: '91807731',
      author: 'tom',
      text: 'Restarting it did not help.',
      public: true,
    });
  });

  test('a message signed too long ago is not taken', async () => {
    const raw = payload('zendesk/ticket_created', 'zendesk');
    expect(await readEvent(acme, raw, ports('2026-03-27T13:26:00.000Z'))).toMatchObject({
      rejection: { code: 'stale_signature' },
    });
  });
});

describe('Request Tracker', () => {
  const paths = ['request-tracker/ticket_created', 'request-tracker/status_changed', 'request-tracker/correspondence'];
  const now = '2026-03-27T13:42:00.000Z';

  test('transactions are events', async () => {
    const [created, changed, replied] = await story('rt', now, paths);
    expect(created).toMatchObject({ id: '90210', type: 'ticket.created', subject: '4711', data: { actor: 'viktor' } });
    expect(created?.data.facts['ticket']).toMatchObject({
      type: 'incident',
      state: 'new',
      priority: 'MEDIUM',
      requester: 'viktor',
      service: 'warehouse',
    });
    expect(created?.data.facts['ticket']).toMatchObject({ assignee: null });
    expect(changed?.data.changes).toContainEqual({ fact: 'ticket.state', from: 'new', to: 'open' });
    expect(changed?.data.changes).toContainEqual({ fact: 'ticket.assignee', from: null, to: 'dora' });
    expect(replied).toMatchObject({
      type: 'ticket.commented',
      data: { facts: { comment: { id: '61007', author: 'viktor', public: true } } },
    });
  });
});

describe('every vendor', () => {
  const all = [
    ['jira', 'jira/issue_created', 'x-hub-signature'],
    ['servicenow', 'servicenow/incident_inserted', 'x-servicenow-signature'],
    ['zendesk', 'zendesk/ticket_created', 'x-zendesk-webhook-signature'],
    ['rt', 'request-tracker/ticket_created', 'x-rt-token'],
  ] as const;

  test.each(all)('%s: a message without or with a wrong signature is refused', async (source, path, header) => {
    const raw = payload(path, source);
    const at = ports('2026-03-27T13:21:00.000Z');
    expect(await readEvent(acme, raw, at)).toMatchObject({ status: 'read' });
    const { [header]: _, ...unsigned } = raw.headers;
    expect(await readEvent(acme, { ...raw, headers: unsigned }, at)).toMatchObject({
      rejection: { code: 'bad_signature' },
    });
    const wrong = { ...raw.headers, [header]: `${raw.headers[header] ?? ''}x` };
    expect(await readEvent(acme, { ...raw, headers: wrong }, at)).toMatchObject({
      rejection: { code: 'bad_signature' },
    });
    expect(await readEvent(acme, raw, { ...at, secrets: { secret: async () => null } })).toMatchObject({
      rejection: { code: 'bad_signature' },
    });
  });

  test.each(all.filter(([source]) => source !== 'rt'))('%s: a changed body is refused', async (source, path) => {
    const raw = payload(path, source);
    const changed = { ...raw, body: raw.body.replace('"', ' "') };
    expect(await readEvent(acme, changed, ports('2026-03-27T13:21:00.000Z'))).toMatchObject({
      rejection: { code: 'bad_signature' },
    });
  });
});

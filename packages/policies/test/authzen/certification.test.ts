/** What the standard's certification asks of a decision point, by the people, records and decisions that it prescribes. */
import { describe, expect, test } from 'vitest';
import { createAccess } from '@deskbook/policies/access';
import type { Condition } from '@deskbook/policies/conditions';
import { whatMay, whoMay } from '@deskbook/policies/questions';
import { authzenHandler, decideWith } from '@deskbook/policies/authzen';
import type { AuthzenEntity } from '@deskbook/policies/authzen';
import { compare, grant, person, policy } from '../access/small-policy.ts';

const all = (...of: readonly Condition[]): Condition => ({ kind: 'all', of, reference: 'all' });
const alice = compare('subject.id', 'equals', 'alice');
const access = createAccess(
  policy({
    grants: [
      grant('reading', { role: 'anyone', allow: ['read'], resource: 'record' }),
      grant('writing', {
        role: 'anyone',
        allow: ['write'],
        resource: 'record',
        when: all(alice, compare('resource.status', 'is_not', 'archived')),
      }),
      grant('administering', {
        role: 'anyone',
        allow: ['write'],
        resource: 'record',
        when: all(compare('subject.role', 'equals', 'admin'), compare('resource.status', 'equals', 'archived')),
      }),
      grant('deleting', {
        role: 'anyone',
        allow: ['delete'],
        resource: 'record',
        when: all(alice, compare('doing.soft', 'equals', true)),
      }),
    ],
  }),
);
const people = [person('alice'), person('bob', { properties: { role: 'admin' } })];
const records = new Map([
  ['record-1', 'active'],
  ['record-2', 'archived'],
]);
const record = (id: string) => ({ type: 'record', id, properties: { status: records.get(id) ?? 'gone' } });
const known = ({ type, id }: AuthzenEntity) => (type === 'user' ? people.find((one) => one.id === id) : undefined);

const handle = authzenHandler({
  baseUrl: 'https://desk.example',
  decide: decideWith({
    access: () => access,
    subject: (given) => known(given) ?? null,
    resource: ({ id }) => (records.has(id) ? record(id) : null),
    context: ({ action }) => ({ doing: action.properties }),
  }),
  searchSubjects: ({ subject, action, resource }) =>
    subject.type === 'user'
      ? whoMay(access, people, { action: action.name, resource: record(resource.id), context: {} }).may.map((each) =>
          user(each.subject),
        )
      : [],
  searchResources: ({ subject, action, resource }) => {
    const who = known(subject);
    if (who === undefined || resource.type !== 'record') return [];
    const asked = { actions: [action.name], resources: [...records.keys()].map(record), context: {} };
    const answers = whatMay(access, who, asked);
    return answers.flatMap((one) => (one.decision.allowed && one.resource ? [one.resource] : []));
  },
  searchActions: ({ subject, resource }) => {
    const who = known(subject);
    if (who === undefined) return [];
    const asked = { actions: ['read', 'write', 'delete'], resources: [record(resource.id)], context: {} };
    return whatMay(access, who, asked).flatMap((one) => (one.decision.allowed ? [{ name: one.action }] : []));
  },
});

async function post(path: string, body: object | string, headers: object = {}) {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  };
  const response = await handle(new Request(`https://desk.example/access/v1/${path}`, init));
  return { status: response.status, body: (await response.json()) as { readonly [name: string]: unknown } };
}

const user = (id: string) => ({ type: 'user', id });
const one = { type: 'record', id: 'record-1' };
const two = { type: 'record', id: 'record-2', properties: { status: 'archived' } };
const asks = (who: string, name: string, resource: object = one, properties?: object) => ({
  subject: user(who),
  action: { name, ...(properties && { properties }) },
  resource,
});

describe('Basic', () => {
  test.each([
    ['alice', 'read', one, undefined, true],
    ['alice', 'write', one, undefined, true],
    ['bob', 'read', one, undefined, true],
    ['bob', 'write', one, undefined, false],
    ['alice', 'write', two, undefined, false],
    ['bob', 'write', two, undefined, true],
    ['alice', 'delete', one, { soft: true }, true],
    ['alice', 'delete', one, { soft: false }, false],
  ] as const)('%s, %s, %j, %j: %s', async (who, what, resource, properties, decision) => {
    const { status, body } = await post('evaluation', asks(who, what, resource, properties));
    expect([status, body['decision']]).toEqual([200, decision]);
  });

  const good = asks('alice', 'read');
  test.each<[string, object | string]>([
    ['no subject', { ...good, subject: undefined }],
    ['no action', { ...good, action: undefined }],
    ['no resource', { ...good, resource: undefined }],
    ['a subject without a type', { ...good, subject: { id: 'alice' } }],
    ['a subject without an id', { ...good, subject: { type: 'user' } }],
    ['an action without a name', { ...good, action: {} }],
    ['a resource without a type', { ...good, resource: { id: 'record-1' } }],
    ['a resource without an id', { ...good, resource: { type: 'record' } }],
    ['a subject that is a text', { ...good, subject: 'alice' }],
    ['a name that is a number', { ...good, action: { name: 123 } }],
    ['no JSON', '{'],
    ['nothing', ''],
  ])('%s is a bad request', async (_, body) => {
    expect((await post('evaluation', body)).status).toBe(400);
  });

  test('so is another content type', async () => {
    expect((await post('evaluation', good, { 'content-type': 'text/plain' })).status).toBe(400);
  });
});

describe('Batch', () => {
  test('each entry is answered, in order, also beside one that is malformed', async () => {
    const shared = { subject: user('alice'), action: { name: 'read' } };
    const { status, body } = await post('evaluations', { ...shared, evaluations: [{ resource: one }, {}] });
    expect([status, body['evaluations']]).toMatchObject([200, [{ decision: true }, { decision: false }]]);
  });

  test('an entry without a type has that of the request', async () => {
    const { body } = await post('evaluations', {
      subject: user('alice'),
      action: { name: 'write' },
      resource: { type: 'record' },
      evaluations: [{ resource: { id: 'record-1' } }, { resource: two }],
    });
    expect(body['evaluations']).toMatchObject([{ decision: true }, { decision: false }]);
  });
});

describe('Search', () => {
  const searched = async (kind: string, body: object) => (await post(`search/${kind}`, body)).body['results'];
  test('for subjects, resources and actions', async () => {
    const reading = { action: { name: 'read' } };
    expect(await searched('subject', { ...reading, subject: { type: 'user' }, resource: one })).toEqual([
      user('alice'),
      user('bob'),
    ]);
    expect(await searched('resource', { ...reading, subject: user('alice'), resource: { type: 'record' } })).toEqual([
      one,
      { type: 'record', id: 'record-2' },
    ]);
    expect(await searched('action', { subject: user('alice'), resource: one })).toEqual([
      { name: 'read' },
      { name: 'write' },
    ]);
    expect(await searched('action', { subject: user('bob'), resource: two })).toContainEqual({ name: 'write' });
  });

  test('what nobody knows is found nowhere, and is no error', async () => {
    expect(await searched('action', { subject: user('nobody'), resource: one })).toEqual([]);
    const ships = { subject: { type: 'spaceship' }, action: { name: 'read' }, resource: one };
    expect(await searched('subject', ships)).toEqual([]);
  });

  test.each<[string, object]>([
    ['subject', { subject: { type: 'user' }, resource: one }],
    ['resource', { action: { name: 'read' }, resource: { type: 'record' } }],
    ['action', { subject: user('alice') }],
    ['subject', { subject: { type: 'user' }, action: { name: 'read' }, resource: { type: 'record' } }],
    ['resource', { subject: { type: 'user' }, action: { name: 'read' }, resource: { type: 'record' } }],
  ])('for a %s: what lacks a part is a bad request', async (kind, body) => {
    expect((await post(`search/${kind}`, body)).status).toBe(400);
  });
});
